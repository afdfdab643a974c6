import Scenario

extension RegularExpression {
    /// What a text is as a regular expression, for those who read scenarios.
    package static func status(of pattern: String) -> PatternStatus {
        do throws(ScriptFault) {
            return .sound(groups: try RegularExpression(pattern).groupCount)
        } catch {
            guard case .badPattern(_, let reason, let offset) = error else { return .sound(groups: 0) }
            return .faulty(reason: reason, offset: offset)
        }
    }
}
