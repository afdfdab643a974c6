import Metrics
import Testing

/// Messages that are on their way when their receivers go: at the end of the run none of them is lost.
@Suite(.partOfMachine) struct FanOutEndTests {
    private static let sendAtOnce = #"""
        "script": [
          { "join": "room" }, { "rendezvous": "500ms" },
          { "loop": { "steps": [{ "pace": "4ms" }, { "send": { "text": "{{stamp}}", "fanout": "room" } }] } }
        ]
        """#

    /// All talk to all until the very end.
    @Test(arguments: [
        (load: #"{ "sessions": 10, "connectRate": 100, "warmUp": "500ms", "duration": "1500ms" }"#, workers: 1),
        (load: #"{ "sessions": 10, "connectRate": 100, "duration": "1500ms", "rampDown": "500ms" }"#, workers: 2),
        (load: #"{ "executor": "constant-vus", "vus": 10, "duration": "2s", "gracefulStop": "0s" }"#, workers: 2),
    ])
    func noneIsLostAtTheEnd(load: String, workers: Int) async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "broadcast" }"#,
                [
                    "load": load,
                    "scenarios": "{ \"all\": { \"weight\": 1, \(FanOutEndTests.sendAtOnce) } }",
                ]), ["--workers", "\(workers)"])
        #expect(run.isComplete, "\(run.complaints)")
        let result = try run.result()
        #expect(result.total(.wsFanoutExpected) > 10_000)
        #expect(result.total(.wsFanoutReceived) == result.total(.wsFanoutExpected))
        #expect(result.metrics.fanoutLost.total == 0 && result.total(.wsFanoutUnfinished) == 0)
        #expect(result.errors == [:])
    }

    /// Subscribers that come and go while the publishers never pause: what they left behind is told apart from losses.
    @Test func receiversThatLeaveLoseNothing() async throws {
        try await withPeer("pubsub_server.py") { server in
            let kinds = #"""
                {
                  "subscriber": {
                    "executor": "constant-vus", "vus": 5, "duration": "4s", "gracefulStop": "1s",
                    "script": [
                      { "send": { "json": { "subscribe": "news" } } },
                      { "expect": { "json": { "path": "$.type", "equals": "subscribed" } } },
                      { "join": "news" },
                      { "pause": { "uniform": { "min": "50ms", "max": "250ms" } } }
                    ]
                  },
                  "publisher": {
                    "executor": "constant-vus", "vus": 4, "duration": "4s", "gracefulStop": "0s",
                    "script": [
                      { "loop": { "steps": [
                        { "pace": "2ms" },
                        { "send": { "json": { "publish": "news", "body": "{{stamp}}" }, "fanout": "news" } }
                      ] } }
                    ]
                  }
                }
                """#
            let run = try await squall(
                scenario(server.url(), ["load": #"{ "warmUp": "1s" }"#, "scenarios": kinds]), ["--workers", "2"])
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            let (expected, received) = (result.total(.wsFanoutExpected), result.total(.wsFanoutReceived))
            #expect(result.total(.iterations) > 50 && received > 10_000)
            #expect(result.metrics.fanoutLost.total == 0)
            #expect(expected == received + result.total(.wsFanoutUnfinished))
            // What is on its way at one moment is a small part of all.
            #expect(result.total(.wsFanoutUnfinished) * 10 < expected)
        }
    }
}
