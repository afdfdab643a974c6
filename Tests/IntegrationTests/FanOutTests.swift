import Metrics
import Testing

/// Messages from one session to many, past a proxy that harms some of them: what is reported is what was done.
@Suite(.partOfMachine) struct FanOutTests {
    private static let subscribers = 5
    private static let publishers = 2
    private static let messages = 50

    /// What is behind the proxy is not ordered over different publishers, and the proxy leaves the ends alone.
    private static let kinds = #"""
        {
          "subscriber": {
            "weight": \#(subscribers),
            "script": [
              { "send": { "json": { "subscribe": "news" } } },
              { "expect": { "json": { "path": "$.type", "equals": "subscribed" } } },
              { "join": "news" },
              { "expect": { "all": [{ "contains": "end of 0" }, { "contains": "end of 1" }], "within": "40s" } },
              { "leave": "news" }
            ]
          },
          "publisher": {
            "weight": \#(publishers),
            "script": [
              { "rendezvous": "3s" },
              {
                "loop": {
                  "count": \#(messages),
                  "steps": [
                    { "pace": "10ms" },
                    { "send": { "json": { "publish": "news", "body": "{{stamp}}" }, "fanout": "news" } }
                  ]
                }
              },
              { "send": { "json": { "publish": "news", "text": "end of {{session}}" } } },
              { "pause": "1s" }
            ]
          }
        }
        """#

    /// Harmed in the text around the stamp, and in the stamp itself.
    @Test(arguments: [(workers: 1, damageAt: -1), (workers: 2, damageAt: 60)])
    func exactlyTheHarmThatWasDoneIsReported(workers: Int, damageAt: Int) async throws {
        try await withPeer("pubsub_server.py") { server in
            let faults: [ProxyFault.Kind: Int] = [.drop: 10, .repeat: 10, .swap: 10, .damage: 10]
            // A sender is told by its own eight letters in its stamps.
            let options = [
                "--only", "~squall:", "--sender", "~squall:[a-p]{16}([a-p]{8})", "--damage-at", "\(damageAt)",
                "--seed", "\(workers)",
            ]
            try await withProxy(before: server.port, faults: faults, among: 400, options) { proxy in
                let sessions = FanOutTests.subscribers + FanOutTests.publishers
                let run = try await squall(
                    scenario(
                        proxy.url(), ["load": #"{ "sessions": \#(sessions) }"#, "scenarios": FanOutTests.kinds]),
                    ["--workers", "\(workers)"])
                #expect(run.isComplete, "\(run.complaints)")
                let told = try await proxy.reports(ProxyFault.self, count: 40)
                let counts = Dictionary(grouping: told, by: \.fault).mapValues(\.count)
                #expect(counts == faults)

                let result = try run.result()
                #expect(result.errors == [:])
                let expected = FanOutTests.subscribers * FanOutTests.publishers * FanOutTests.messages
                #expect(result.total(.wsFanoutExpected) == expected)
                #expect(result.total(.wsFanoutReceived) == expected - 10)
                #expect(result.metrics.fanoutLost.total == 10)
                #expect(result.total(.wsFanoutDuplicated) == 10)
                #expect(result.total(.wsFanoutReordered) == 10)
                #expect(result.total(.wsFanoutCorrupt) == 10)
                // Damaged ones have none.
                #expect(result.metrics.summary(.wsFanoutLatency)?.count == UInt64(expected - 20))
                #expect(run.output.contains("98.0 %"), "\(run.output)")
            }
        }
    }

    /// Told how the server wraps messages, none is taken for corrupt; otherwise all are.
    @Test(arguments: [("string", #""$.data""#, true), ("value", "true", true), ("string", "false", false)])
    func messagesInsideOthersAreKnown(mode: String, wrapped: String, isWhole: Bool) async throws {
        try await withPeer("pubsub_server.py", ["--wrap", mode]) { server in
            let sessions = FanOutTests.subscribers + FanOutTests.publishers
            let kinds = FanOutTests.kinds.replacing(
                #"{ "join": "news" }"#, with: #"{ "join": "news", "wrapped": \#(wrapped) }"#)
            let run = try await squall(
                scenario(server.url(), ["load": #"{ "sessions": \#(sessions) }"#, "scenarios": kinds]))
            let result = try run.result()
            let expected = FanOutTests.subscribers * FanOutTests.publishers * FanOutTests.messages
            #expect(result.total(.wsFanoutExpected) == expected && result.total(.wsFanoutReceived) == expected)
            #expect(result.total(.wsFanoutCorrupt) == (isWhole ? 0 : expected))
            #expect(result.metrics.fanoutLost.total == 0 && result.errors == [:])
        }
    }

    @Test func withoutHarmNoneIsReported() async throws {
        try await withPeer("pubsub_server.py") { server in
            let sessions = FanOutTests.subscribers + FanOutTests.publishers
            let run = try await squall(
                scenario(server.url(), ["load": #"{ "sessions": \#(sessions) }"#, "scenarios": FanOutTests.kinds]))
            let result = try run.result()
            let expected = FanOutTests.subscribers * FanOutTests.publishers * FanOutTests.messages
            #expect(result.total(.wsFanoutExpected) == expected && result.total(.wsFanoutReceived) == expected)
            #expect(result.metrics.fanoutLost.total == 0 && result.total(.wsFanoutDuplicated) == 0)
            #expect(result.total(.wsFanoutReordered) == 0 && result.total(.wsFanoutCorrupt) == 0)
            #expect(result.errors == [:])
            let deliveries = try await server.reports(TopicSession.self, count: sessions).map(\.deliveries)
            // The ends are not of the fan-out.
            let ends = FanOutTests.subscribers * FanOutTests.publishers
            #expect(deliveries.reduce(0, +) == expected + ends)
        }
    }
}
