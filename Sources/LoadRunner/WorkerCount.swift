import Scenario

/// How many workers a run gets.
enum WorkerCount {
    /// The scenario's own number; else one per core, less one for a server on this machine, and no more than sessions.
    static func chosen(for scenario: LoadScenario, cores: Int) -> Int {
        let spare = serverIsLocal(scenario) ? 1 : 0
        return max(1, min(scenario.workers ?? cores - spare, scenario.load.sessions))
    }

    private static func serverIsLocal(_ scenario: LoadScenario) -> Bool {
        guard !scenario.target.isEmbedded, let host = scenario.connectHost else { return true }
        return host == "localhost" || host == "::1" || host.hasPrefix("127.")
    }
}
