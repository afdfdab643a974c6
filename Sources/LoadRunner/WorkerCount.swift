import Scenario

/// How many workers a run gets.
enum WorkerCount {
    /// The scenario's own number; else one per core, less one for a server on this machine, and no more than sessions.
    static func chosen(for scenario: LoadScenario, cores: Int) -> Int {
        let spare = serverIsLocal(scenario.target) ? 1 : 0
        return max(1, min(scenario.workers ?? cores - spare, scenario.load.sessions))
    }

    private static func serverIsLocal(_ target: ScenarioTarget) -> Bool {
        guard case .url(let url) = target else { return true }
        return url.host == "localhost" || url.host == "::1" || url.host.hasPrefix("127.")
    }
}
