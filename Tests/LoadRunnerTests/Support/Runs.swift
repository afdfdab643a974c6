import EchoServer
import Metrics
import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

/// Whole runs within the test's own process.
enum Runs {
    static func loopback() throws -> SocketAddress { try #require(SocketAddress(literal: "127.0.0.1", port: 0)) }

    /// A scenario against a server, of sessions that connect as good as at once and whose messages are to be set.
    static func scenario(
        _ address: SocketAddress, sessions: Int = 1, _ change: (inout LoadScenario) -> Void = { _ in }
    ) -> LoadScenario {
        let url = TargetURL(text: "ws://\(address)/", host: address.host, port: address.port, resource: "/")
        let load = LoadPlan(sessions: sessions, connectRate: 10_000, duration: nil, warmUp: .zero)
        var scenario = LoadScenario(name: "test", target: .url(url), load: load)
        change(&scenario)
        return scenario
    }

    static func run(
        _ scenario: LoadScenario, workers: Int = 1, seed: UInt64 = 1, control: RunControl = RunControl(),
        observe: (RunEvent) -> Void = { _ in }
    ) throws -> RunResult {
        var settings = RunSettings(toolVersion: "0.0.0", executable: "", document: "{}")
        settings.workers = workers
        settings.seed = seed
        return try LoadRun(scenario: scenario, settings: settings).run(control: control, observe: observe)
    }

    /// A run against the echo service.
    static func echo(
        sessions: Int = 1, workers: Int = 1, seed: UInt64 = 1, control: RunControl = RunControl(),
        observe: (RunEvent) -> Void = { _ in }, _ change: (inout LoadScenario) -> Void
    ) throws -> RunResult {
        let service = try EchoService(EchoOptions(address: loopback()))
        defer {
            service.stop()
            service.stop()
            service.join()
        }
        return try run(
            scenario(service.address, sessions: sessions, change), workers: workers, seed: seed, control: control,
            observe: observe)
    }

    /// A run against a server that behaves as the test wants it.
    static func scripted(
        _ server: ScriptedServer, sessions: Int = 1, workers: Int = 1, control: RunControl = RunControl(),
        observe: (RunEvent) -> Void = { _ in }, _ change: (inout LoadScenario) -> Void
    ) throws -> RunResult {
        defer { server.stop() }
        return try run(
            scenario(server.address, sessions: sessions, change), workers: workers, control: control,
            observe: observe)
    }
}

extension LoadScenario {
    /// Sets the messages, from their defaults.
    mutating func sending(_ change: (inout MessagePlan) -> Void) {
        var plan = MessagePlan()
        change(&plan)
        messages = plan
    }
}

extension RunResult {
    subscript(_ counter: Counter) -> Int { metrics[counter].total }

    func inWindow(_ counter: Counter) -> Int { metrics[counter].window }

    /// Nothing planned and nothing sent may get lost in the books.
    func expectBalance(ofReplies: Bool = true, location: SourceLocation = #_sourceLocation) {
        #expect(
            self[.wsMsgsPlanned] == self[.wsMsgsSent] + self[.wsMsgsSkipped], sourceLocation: location)
        #expect(
            !ofReplies
                || self[.wsMsgsSent]
                    == self[.wsMsgsMatched] + self[.wsMsgsLate] + self[.wsMsgsCorrupt] + self[.wsMsgsLost],
            sourceLocation: location)
        #expect(self[.wsSessions] == self[.wsSessionsClosed], sourceLocation: location)
        #expect(self[.wsConnectsAttempted] == self[.wsSessions] + self[.wsSessionsFailed], sourceLocation: location)
        #expect(metrics.closes.reduce(0) { $0 + $1.count } == self[.wsSessionsClosed], sourceLocation: location)
    }
}
