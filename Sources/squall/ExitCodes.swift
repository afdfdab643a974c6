import ArgumentParser

/// k6's codes where it has one, and some of Squall's own.
extension ExitCode {
    static let thresholdsFailed = ExitCode(99)
    static let cannotBegin = ExitCode(103)
    static let invalidScenario = ExitCode(104)
    static let interrupted = ExitCode(105)
    static let invalidResult = ExitCode(111)
    static let regression = ExitCode(112)
    static let incompleteFiles = ExitCode(113)
}
