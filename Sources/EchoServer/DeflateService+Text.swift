import WebSocketCore
import WebSocketDeflate
import WebSocketTransport

/// A text of compression parameters that says nothing useful.
package struct CompressionTextFault: Error, CustomStringConvertible {
    package let description: String
}

extension DeflateService {
    /// Reads what the command line says of compression.
    ///
    /// - Parameters:
    ///   - text: parameters as in a header, parted by semicolons: those of RFC 7692, which the server then asks for, and
    ///     `level`, `mem_level`, `strategy` and `threshold`. Empty: the defaults.
    ///   - isRequired: whether clients are refused that do not agree.
    /// - Throws: what is wrong with the text.
    package init(text: String, isRequired: Bool) throws(CompressionTextFault) {
        self.init()
        self.isRequired = isRequired
        guard !text.isEmpty else { return }
        let name = DeflateParameter.extensionName
        guard let header = try? ExtensionHeader.parse("\(name); \(text)"), let only = header.first, header.count == 1
        else { throw CompressionTextFault(description: "it is no list of parameters, parted by semicolons") }
        var asked: [DeflateParameter] = []
        for parameter in only.parameters {
            guard try !takeSetting(parameter) else { continue }
            asked.append(DeflateParameter(name: parameter.name, value: parameter.value))
        }
        try takeParameters(asked)
    }

    private mutating func takeParameters(_ parameters: [DeflateParameter]) throws(CompressionTextFault) {
        let wanted: DeflateOffer
        do throws(DeflateParameterFault) {
            wanted = try DeflateOffer(parameters)
        } catch {
            throw CompressionTextFault(description: "\(error)")
        }
        acceptance.serverNoContextTakeover = wanted.serverNoContextTakeover
        acceptance.clientNoContextTakeover = wanted.clientNoContextTakeover
        acceptance.serverMaxWindowBits = wanted.serverMaxWindowBits ?? 15
        guard DeflateParameters.compressibleWindowBits.contains(acceptance.serverMaxWindowBits) else {
            throw CompressionTextFault(
                description: "\(DeflateParameterFault.windowTooSmall(DeflateParameter.serverMaxWindowBits))")
        }
        if case .atMost(let bits) = wanted.clientWindow { acceptance.clientMaxWindowBits = bits }
    }

    /// - Returns: whether it is a setting of zlib's.
    private mutating func takeSetting(_ parameter: ExtensionHeader.Parameter) throws(CompressionTextFault) -> Bool {
        let value = parameter.value ?? ""
        switch parameter.name {
        case "level": settings.level = try number(parameter, 0...9)
        case "mem_level": settings.memoryLevel = try number(parameter, 1...9)
        case "threshold": settings.threshold = try number(parameter, 0...1 << 30)
        case "strategy":
            guard let strategy = DeflateSettings.Strategy(rawValue: value) else {
                let names = DeflateSettings.Strategy.allCases.map(\.rawValue).joined(separator: ", ")
                throw CompressionTextFault(description: "strategy is \(value.debugDescription), none of \(names)")
            }
            settings.strategy = strategy
        default: return false
        }
        return true
    }

    private func number(_ parameter: ExtensionHeader.Parameter, _ range: ClosedRange<Int>)
        throws(CompressionTextFault) -> Int
    {
        guard let number = parameter.value.flatMap({ Int($0) }), range.contains(number) else {
            throw CompressionTextFault(
                description: "\(parameter.name) must be from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }
}
