/// What is wrong with the parameters of an offer or of an answer (RFC 7692, section 7.1); each case names the parameter.
package enum DeflateParameterFault: Error, Hashable, Sendable {
    /// None of the four that the RFC knows.
    case unknown(String)
    /// It comes more than once.
    case repeated(String)
    /// It has a value and may have none.
    case unwantedValue(String, value: String)
    /// It has no value and must have one.
    case missingValue(String)
    /// The value is no decimal number from 8 to 15 without leading zeros.
    case invalidWindow(String, value: String)
    /// It was not offered, and an answer may have it only where it was.
    case notOffered(String)
    /// It was offered, which an answer accepts only by having it too.
    case notAnswered(String)
    /// The answer has a larger window than the offer.
    case windowTooLarge(String, answered: Int, offered: Int)
    /// 8, with which zlib cannot compress raw streams.
    case windowTooSmall(String)

    /// The parameter's name, as in the header.
    package var parameter: String {
        switch self {
        case .unknown(let name), .repeated(let name), .missingValue(let name), .notOffered(let name),
            .notAnswered(let name), .windowTooSmall(let name):
            name
        case .unwantedValue(let name, _), .invalidWindow(let name, _), .windowTooLarge(let name, _, _): name
        }
    }
}

extension DeflateParameterFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknown(let name): "\(name.debugDescription) is no parameter of permessage-deflate"
        case .repeated(let name): "\(name) comes more than once"
        case .unwantedValue(let name, let value): "\(name) has the value \(value.debugDescription) and may have none"
        case .missingValue(let name): "\(name) has no value"
        case .invalidWindow(let name, let value): "\(name) is \(value.debugDescription), not a number from 8 to 15"
        case .notOffered(let name): "\(name) was not offered"
        case .notAnswered(let name): "\(name) was asked for and is not in the answer"
        case .windowTooLarge(let name, let answered, let offered):
            "\(name) is \(answered), more than \(offered) as offered"
        case .windowTooSmall(let name): "\(name) is 8, with which zlib cannot compress"
        }
    }
}
