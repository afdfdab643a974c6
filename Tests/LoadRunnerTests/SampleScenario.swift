import Scenario

extension LoadScenario {
    /// An embedded server, sessions that stay until the end, 1,000 connects per second.
    static func sample(sessions: Int = 1000, _ change: (inout LoadScenario) -> Void = { _ in }) -> LoadScenario {
        var scenario = LoadScenario(
            name: "sample", target: .embedded(.echo),
            load: LoadPlan(
                sessions: sessions, connectRate: 1000, duration: .seconds(10), warmUp: .seconds(sessions / 1000)))
        change(&scenario)
        return scenario
    }

    /// The same with its target at this host, port 9001.
    func at(_ host: String) -> LoadScenario {
        var changed = self
        changed.target = .url(TargetURL(text: "ws://\(host):9001/", host: host, port: 9001, resource: "/"))
        return changed
    }
}
