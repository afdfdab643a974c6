/// What is compared: all runs of one setting.
package struct ComparedVariant: Sendable, Equatable {
    /// Of the setting.
    package var name: String
    /// In the order of time.
    package var runs: [ComparedRun]

    package init(name: String, runs: [ComparedRun] = []) {
        self.name = name
        self.runs = runs
    }

    /// Those whose figures count.
    package var usedRuns: [ComparedRun] { runs.filter(\.isUsed) }

    /// Whether most of its runs cannot be used, so that what is left may be a choice of the lucky ones.
    package var isInvalid: Bool {
        let invalid = runs.count { $0.verdict == .invalid }
        return invalid > 0 && invalid >= usedRuns.count
    }
}
