/// Why a script cannot be compiled, though its JSON is right.
package enum ScriptFault: Error, Equatable, CustomStringConvertible {
    /// A regular expression that PCRE2 refuses: its reason, and the offset in bytes at which it stopped.
    case badPattern(String, reason: String, offset: Int)
    /// A group that the regular expression does not have.
    case noSuchGroup(Int, pattern: String, groups: Int)
    /// A feeder that the scenario does not declare.
    case unknownFeeder(String)
    /// A column that the feeder's file does not have.
    case unknownColumn(String, feeder: String, columns: [String])
    /// `{{stamp}}` more than once in one message: each would have to vouch for the other.
    case twoStamps
    /// More messages in one `expect` than it can tell apart.
    case tooManyExpected(Int, limit: Int)
    /// More fan-out groups in the scenario than a session can be in.
    case tooManyGroups(Int, limit: Int)

    package var description: String {
        switch self {
        case .badPattern(let pattern, let reason, let offset):
            "The regular expression \"\(pattern)\" is wrong at offset \(offset): \(reason)."
        case .noSuchGroup(let group, let pattern, let groups):
            "The regular expression \"\(pattern)\" has no group \(group); its last is \(groups)."
        case .unknownFeeder(let name):
            "There is no feeder \"\(name)\"."
        case .unknownColumn(let name, let feeder, let columns):
            "The feeder \"\(feeder)\" has no column \"\(name)\"; it has \(columns.joined(separator: ", "))."
        case .twoStamps:
            "A message can hold {{stamp}} only once."
        case .tooManyExpected(let count, let limit):
            "An expect can wait for \(limit) messages, not for \(count)."
        case .tooManyGroups(let count, let limit):
            "A scenario can have \(limit) fan-out groups, not \(count)."
        }
    }
}
