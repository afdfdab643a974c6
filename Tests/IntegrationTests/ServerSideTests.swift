import Metrics
import Testing

/// What scripts do, as the server sees it by its own clock and its own buffers.
@Suite(.wholeMachine) struct ServerSideTests {
    /// A storm of closes comes at the rate that was asked for, however the sessions end.
    @Test(arguments: [(by: "client", code: 1000), (by: "fin", code: 1006), (by: "reset", code: 1006)])
    func aStormOfClosesKeepsItsRate(by: String, code: Int) async throws {
        let (sessions, rate) = (200, 100.0)
        try await withPeer("departures_server.py") { server in
            let steps = #"""
                [
                  { "send": "here" }, { "expect": "here" }, { "rendezvous": { "at": "2s", "rate": \#(rate) } },
                  { "close": { "by": "\#(by)" } }
                ]
                """#
            let run = try await squall(
                scenario(
                    server.url(),
                    ["load": #"{ "sessions": \#(sessions), "connectRate": 400 }"#, "script": steps]))
            #expect(run.isComplete, "\(run.complaints)")
            let departures = try await server.reports(Departure.self, count: sessions)
            #expect(departures.allSatisfy { $0.code == code })
            let times = departures.map(\.at).sorted()
            let start = try #require(times.first)
            // Each at its own moment, and none in front of it.
            for (number, time) in times.enumerated() {
                #expect(abs(time - start - Double(number) / rate) < 0.3, "\(number)")
            }
            let span = try #require(times.last) - start
            #expect(abs(Double(sessions - 1) / span - rate) < rate * 0.05, "\(span) s")
        }
    }

    /// A slow reader's back-pressure reaches the server: its writes stand still for as long as nothing is read, and the
    /// less it could write before, the smaller the receive buffer is.
    @Test func aSlowReaderStallsTheServersWrites() async throws {
        var written: [Int] = []
        for buffer in ["4KiB", "128KiB"] {
            try await withPeer("flooding_server.py", ["--seconds", "2.5"]) { server in
                let steps = #"""
                    [
                      { "send": "go" }, { "fault": "slow-reader", "duration": "1500ms" },
                      { "expectClose": { "within": "5s" } }
                    ]
                    """#
                let run = try await squall(
                    scenario(
                        server.url(),
                        [
                            "load": #"{ "sessions": 1 }"#, "connection": #"{ "receiveBuffer": "\#(buffer)" }"#,
                            "script": steps, "on": #"[{ "match": { "type": "binary" } }]"#,
                        ]))
                #expect(run.isComplete, "\(run.complaints)")
                let result = try run.result()
                let flood = try #require(try await server.reports(Flood.self, count: 1).first)
                // A busy machine fills the buffers slowly, and may stand still for a moment itself.
                let stall = try #require(flood.stalls.max { $0.seconds < $1.seconds })
                #expect(stall.seconds > 0.8 && stall.seconds < 2.5)
                #expect(flood.sent > stall.afterBytes)
                // All of it came in the end.
                #expect(result.total(.dataReceivedPayload) == flood.sent)
                #expect(result.metrics.checks.map(\.passes) == [1] && result.errors == [:])
                written.append(stall.afterBytes)
            }
        }
        #expect(written[0] < 100_000 && written[1] > 128_000, "\(written)")
    }
}
