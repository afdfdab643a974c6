import Testing

@testable import Scenario

@Suite struct ReadyScenarioTests {
    static let names = [
        "chat-room", "close-behaviours", "connect-storm", "echo-latency", "fragmentation", "large-messages",
        "login-and-token", "ping-keep-alive", "protocol-faults", "publish-subscribe", "quickstart", "ramping-load",
        "reconnect-storm", "slow-consumer", "throughput", "tls-handshakes",
    ]

    @Test func allAreThere() throws {
        #expect(try Repository.readyScenarios() == Self.names.map { "\($0).json" })
        let readme = try Repository.text("Scenarios/README.md")
        for name in Self.names { #expect(readme.contains("[\(name).json](\(name).json)")) }
    }

    @Test(arguments: names) func runsAnywhereInAShortTime(_ name: String) throws {
        let reading = ScenarioReader.read(
            try Repository.bytes("Scenarios/\(name).json"), file: name, patternStatus: SamplePattern.status,
            fileStatus: Repository.scenarioFile)
        #expect(reading.render(width: 100) == "")
        let scenario = try #require(reading.scenario)
        #expect(scenario.name == name)
        #expect(scenario.target.isEmbedded)
        #expect(scenario.seed != nil)
        #expect(scenario.description != nil)
        let connects = Duration.seconds(Double(scenario.load.sessions) / scenario.load.connectRate)
        let bounded = scenario.load.duration.map { scenario.load.warmUp + $0 + scenario.load.rampDown }
        let longest = try #require(bounded ?? scenario.close.after.map { connects + $0 })
        #expect(longest <= .seconds(15))
    }
}
