import Metrics
import Testing

/// Thousands of sessions at one time, against servers that are not ours.
@Suite(.wholeMachine) struct ManySessionsTests {
    @Test(arguments: PythonServerTests.servers)
    func fiveThousandSessionsComeTalkAndGo(server: String) async throws {
        try await withPeer(server, ["--quiet"]) { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "connection": #"{ "timeout": "60s" }"#,
                        "load": #"{ "sessions": 5000, "connectRate": 1500, "warmUp": "target", "duration": "3s" }"#,
                        "messages": #"{ "rate": 0.2, "size": 64 }"#,
                        "reply": #"{ "timeout": "60s" }"#,
                        "close": #"{ "timeout": "60s" }"#,
                    ]), within: .seconds(120))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.total(.wsSessions) == 5000)
            #expect(result.total(.wsSessionsFailed) == 0)
            #expect(result.metrics.peakOpen == 5000)
            #expect(result.metrics.closes == [.of(5000, 1000, .client)])
            #expect(result.total(.wsMsgsSent) >= 5000)
            #expect(result.total(.wsMsgsReceived) == result.total(.wsMsgsSent))
            #expect(result.total(.wsMsgsCorrupt) == 0)
            #expect(result.errors == [:])
        }
    }
}
