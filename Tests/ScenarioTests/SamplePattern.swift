import Scenario

/// Stands for the engine of regular expressions, of which this room knows nothing: a bracket that is never closed is a
/// fault, and each opening one a group.
enum SamplePattern {
    static func status(_ pattern: String) -> PatternStatus {
        let groups = pattern.count { $0 == "(" }
        guard groups == pattern.count(where: { $0 == ")" }) else {
            return .faulty(reason: "missing closing parenthesis", offset: pattern.utf8.count)
        }
        return .sound(groups: groups)
    }
}
