/// The parameters of an offer or an answer, each valid by itself.
struct ParameterList {
    private(set) var serverNoContextTakeover = false
    private(set) var clientNoContextTakeover = false
    private(set) var serverMaxWindowBits: Int?
    private(set) var hasClientWindow = false
    private(set) var clientMaxWindowBits: Int?

    /// - Parameters:
    ///   - parameters: as they stand in the header.
    ///   - valueMayBeMissing: whether `client_max_window_bits` may stand alone, as it may in offers.
    /// - Throws: the first that is repeated, unknown or wrong.
    init(_ parameters: [DeflateParameter], valueMayBeMissing: Bool) throws(DeflateParameterFault) {
        for (index, parameter) in parameters.enumerated() {
            let name = parameter.name
            guard !parameters[..<index].contains(where: { $0.name == name }) else { throw .repeated(name) }
            switch name {
            case DeflateParameter.serverNoContextTakeover: serverNoContextTakeover = try Self.flag(parameter)
            case DeflateParameter.clientNoContextTakeover: clientNoContextTakeover = try Self.flag(parameter)
            case DeflateParameter.serverMaxWindowBits: serverMaxWindowBits = try Self.window(parameter)
            case DeflateParameter.clientMaxWindowBits:
                hasClientWindow = true
                if parameter.value == nil, valueMayBeMissing { continue }
                clientMaxWindowBits = try Self.window(parameter)
            default: throw .unknown(name)
            }
        }
    }

    private static func flag(_ parameter: DeflateParameter) throws(DeflateParameterFault) -> Bool {
        if let value = parameter.value { throw .unwantedValue(parameter.name, value: value) }
        return true
    }

    private static func window(_ parameter: DeflateParameter) throws(DeflateParameterFault) -> Int {
        guard let value = parameter.value else { throw .missingValue(parameter.name) }
        // Of the numbers that are allowed, the text has one form only.
        guard let bits = DeflateParameters.windowBits.first(where: { "\($0)" == value }) else {
            throw .invalidWindow(parameter.name, value: value)
        }
        return bits
    }
}
