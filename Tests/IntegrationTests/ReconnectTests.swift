import Metrics
import Testing

/// Sessions that lose their server, and come back to it.
@Suite(.wholeMachine) struct ReconnectTests {
    private static let sessions = 200
    private static let talk =
        #"[{ "loop": { "steps": [{ "send": "tick" }, { "expect": "tick" }, { "pause": "200ms" }] } }]"#

    @Test func allComeBackAfterAnOutage() async throws {
        try await withOutages([2.0...3.0]) { peer in
            let count = ReconnectTests.sessions
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": \#(count), "connectRate": 400, "warmUp": "1s", "duration": "7s" }"#,
                        "script": ReconnectTests.talk,
                        "reconnect": #"{ "delay": "100ms", "factor": 2, "maxDelay": "800ms", "jitter": 0.5 }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            let events = try await peer.reports(OutageEvent.self, count: 2)
            let away = events[1].at - events[0].at
            #expect(events[0].connections == count)

            let recovery = try #require(result.recovery)
            #expect(recovery.outages == 1 && recovery.lost == count && recovery.back == count && recovery.gaveUp == 0)
            let outage = try #require(recovery.worst.first)
            #expect(outage.lost == count && outage.back == count)
            let half = try #require(outage.halfBackSeconds)
            let most = try #require(outage.mostBackSeconds)
            let all = try #require(outage.allBackSeconds)
            // None before the server is back, by the clocks of two processes.
            #expect(half >= away - 0.1 && half <= most && most <= all)
            #expect(run.output.contains("50 %") && run.output.contains("99 %"), "\(run.output)")

            #expect(result.total(.wsReconnects) == count && result.total(.wsConnectsPlanned) == count)
            #expect(result.metrics.closes.filter { $0.code == 1000 }.map(\.count) == [count])
            let returns = try #require(result.metrics.summary(.wsReconnectDuration))
            #expect(returns.count == UInt64(count) && Double(returns.max) / 1e9 <= all + 0.1)
            // The pauses grow: at least 50, 100 and 200 ms, then 400 ms each; at most 100, 200, 400, then 800 ms.
            let tries = result.total(.wsConnectsAttempted) - count
            #expect(tries > count && Double(tries) <= Double(count) * (4 + max(0, all - 0.35) / 0.4))
        }
    }

    /// Half of them come while the server is away, and get in once it is back.
    @Test func whoComesDuringAnOutageComesIn() async throws {
        // Between two of the connects, which are 50 ms apart.
        try await withOutages([1.025...2.025]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 40, "connectRate": 20, "warmUp": "0s", "duration": "4s" }"#,
                        "script": ReconnectTests.talk,
                        "reconnect": #"{ "backoff": "constant", "delay": "200ms", "jitter": 0.2 }"#,
                    ]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            let events = try await peer.reports(OutageEvent.self, count: 2)
            let recovery = try #require(result.recovery)
            // One may have come as the server went, and is a loss to one side alone.
            #expect(abs(recovery.lost - events[0].connections) <= 1)
            #expect(recovery.back == recovery.lost && recovery.gaveUp == 0)
            #expect(result.total(.wsReconnects) == recovery.lost && recovery.lost < 30)
            #expect(result.total(.wsSessions) == 40 + recovery.lost)
            #expect(result.metrics.closes.filter { $0.code == 1000 }.map(\.count) == [40])
            // Each was refused for several times.
            #expect(result.total(.wsSessionsFailed) > 40)
            #expect(result.total(.wsConnectsAttempted) == result.total(.wsSessions) + result.total(.wsSessionsFailed))
        }
    }

    /// The same return, asked for by the script.
    @Test func returnsByTheScriptAreRecovery() async throws {
        try await withOutages([1.5...2.5]) { peer in
            let steps = #"""
                [
                  { "send": "a" }, { "expect": "a" },
                  { "expectClose": { "code": 1006, "within": "5s", "check": "cut off" } },
                  { "reconnect": { "backoff": "constant", "delay": "100ms", "jitter": 0.5 } },
                  { "send": "b" }, { "expect": "b" }
                ]
                """#
            let run = try await squall(
                scenario(peer.url(), ["load": #"{ "sessions": 100, "connectRate": 200 }"#, "script": steps]))
            let result = try run.result()
            let events = try await peer.reports(OutageEvent.self, count: 2)
            let recovery = try #require(result.recovery)
            #expect(recovery.outages == 1 && recovery.lost == 100 && recovery.back == 100 && recovery.gaveUp == 0)
            let outage = try #require(recovery.worst.first)
            let all = try #require(outage.allBackSeconds)
            let half = try #require(outage.halfBackSeconds)
            #expect(half >= events[1].at - events[0].at - 0.1 && half <= all)
            #expect(run.output.contains("100 connections lost"), "\(run.output)")
            #expect(result.metrics.checks.map(\.passes) == [100] && result.total(.wsReconnects) == 100)
        }
    }

    @Test func whoMayTryNoMoreGivesUp() async throws {
        try await withOutages([1.5...60]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "load": #"{ "sessions": 20, "connectRate": 100, "warmUp": "500ms", "duration": "4s" }"#,
                        "script": ReconnectTests.talk,
                        "reconnect": #"{ "backoff": "constant", "delay": "100ms", "jitter": 0, "limit": 3 }"#,
                    ]))
            let result = try run.result()
            let recovery = try #require(result.recovery)
            #expect(recovery.outages == 1 && recovery.lost == 20 && recovery.back == 0 && recovery.gaveUp == 20)
            #expect(recovery.worst.first?.halfBackSeconds == nil)
            #expect(result.total(.wsConnectsAttempted) == 20 + 60)
            #expect(result.errors["reconnect-gave-up"] == 20)
        }
    }

    /// All leave and come back at one time, or one after the other at a rate.
    @Test(arguments: [(rendezvous: #""2s""#, spread: 0.0), (#"{ "at": "2s", "rate": 50 }"#, 0.98)])
    func aStormComesWhenItIsCalled(rendezvous: String, spread: Double) async throws {
        try await withServe { port, _ in
            let steps = #"""
                [
                  { "rendezvous": \#(rendezvous) }, { "send": "still here" }, { "expect": "still here" },
                  { "reconnect": { "delay": "1ms", "jitter": 0 } },
                  { "send": "back" }, { "expect": "back" }
                ]
                """#
            let run = try await squall(
                scenario(
                    "ws://127.0.0.1:\(port)/",
                    ["load": #"{ "sessions": 50, "connectRate": 1000 }"#, "script": steps]))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsReconnects) == 50 && result.total(.wsMsgsMatched) == 100)
            // Opened within 50 ms, the first of each two connections of a session stands until its turn comes.
            let stays = try #require(result.metrics.summary(.wsSessionDuration))
            #expect(Double(stays.max) / 1e9 >= 2 + spread - 0.5)
        }
    }
}
