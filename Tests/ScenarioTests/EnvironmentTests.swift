import Testing

@testable import Scenario

@Suite struct EnvironmentTests {
    @Test func optionsBecomeValues() throws {
        #expect(try EnvironmentText.parse([]) == [:])
        #expect(
            try EnvironmentText.parse(["A=1", "_b2=x=y", "C=", "A=2"]) == ["A": "2", "_b2": "x=y", "C": ""])
    }

    @Test func valuesReachTheHandshakeAndTheMessages() throws {
        let text = ScenarioText.completing(
            #"""
            { "target": { "url": "ws://{{env.HOST}}:9001/{{ env.ROOM }}" }, "origin": "http://{{env.HOST}}",
              "headers": { "Authorization": "Bearer {{env.TOKEN}}", "X-Braces": "{{{{a}}" },
              "subprotocols": ["{{env.ROOM}}.v1"], "messages": { "text": "hello {{env.ROOM}}" },
              "env": { "ROOM": "lobby" } }
            """#)
        let reading = ScenarioReader.read(
            Array(text.utf8), file: "test.json", environment: ["HOST": "localhost", "TOKEN": "t0"],
            patternStatus: SamplePattern.status
        ) { _ in .missing }
        #expect(reading.render(width: 100) == "")
        let scenario = try #require(reading.scenario)
        guard case .url(let url) = scenario.target else {
            Issue.record("\(scenario.target) is no URL")
            return
        }
        #expect(url.host == "localhost")
        #expect(url.port == 9001)
        #expect(url.resource == "/lobby")
        #expect(scenario.origin == "http://localhost")
        #expect(scenario.headers.map(\.value) == ["Bearer t0", "{{a}}"])
        #expect(scenario.subprotocols == ["lobby.v1"])
        #expect(scenario.messages?.payload == .literal("hello lobby"))
    }

    @Test(arguments: [
        ("A", "-e: \"A\" gives no value (write -e A=…)"),
        ("=1", "-e: \"\" is not a name in the environment (letters (a-z, A-Z), digits and \"_\", with no digit first)"),
        (
            "1A=1",
            "-e: \"1A\" is not a name in the environment (letters (a-z, A-Z), digits and \"_\", with no digit first)"
        ),
    ])
    func aFaultyOptionIsRefused(_ option: String, _ message: String) {
        let error = #expect(throws: ScenarioOverrideError.self) { try EnvironmentText.parse([option]) }
        #expect(error?.description == message)
    }
}
