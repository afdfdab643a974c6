import Scenario

/// How many workers a run gets.
enum WorkerCount {
    /// The scenario's own number; else one per core, less one for an embedded server, and no more than sessions.
    static func chosen(for scenario: LoadScenario, cores: Int) -> Int {
        let spare = scenario.target == .embeddedEcho ? 1 : 0
        return scenario.workers ?? max(1, min(cores - spare, scenario.load.sessions))
    }
}
