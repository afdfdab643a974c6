import Metrics
import Testing

/// Sessions that log in and go on with what the server gave to each of them.
@Suite(.wholeMachine) struct LoginTests {
    private static let sessions = 10_000

    private static let script = #"""
        [
          { "send": { "json": { "login": "u{{session}}" } } },
          {
            "expect": {
              "json": [{ "path": "$.type", "equals": "welcome" }, { "path": "$.name", "equals": "u{{session}}" }],
              "capture": { "token": { "json": "$.token" } },
              "within": "60s", "check": "welcome", "onFail": "close"
            }
          },
          { "rendezvous": { "at": "8s", "rate": 4000 } },
          {
            "loop": {
              "count": 2,
              "steps": [
                { "send": { "json": { "token": "{{token}}", "number": "{{= counter}}" } } },
                {
                  "expect": {
                    "json": [{ "path": "$.type", "equals": "ok" }, { "path": "$.name", "equals": "u{{session}}" }],
                    "within": "60s", "check": "own token"
                  }
                }
              ]
            }
          }
        ]
        """#

    @Test(arguments: [1, 2])
    func tenThousandSessionsUseTheirOwnTokens(workers: Int) async throws {
        try await withPeer("login_server.py") { peer in
            let run = try await squall(
                scenario(
                    peer.url(),
                    [
                        "connection": #"{ "timeout": "60s" }"#,
                        "load": #"{ "sessions": \#(LoginTests.sessions), "connectRate": 1500 }"#,
                        "script": LoginTests.script,
                        "close": #"{ "timeout": "60s" }"#,
                    ]), ["--workers", "\(workers)"], within: .seconds(180))
            #expect(run.isComplete, "\(run.complaints)")
            let result = try run.result()
            #expect(result.errors == [:])
            #expect(result.total(.wsSessions) == LoginTests.sessions)
            #expect(
                result.metrics.checks == [
                    CheckCount(name: "welcome", passes: LoginTests.sessions),
                    CheckCount(name: "own token", passes: 2 * LoginTests.sessions),
                ])

            let sessions = try await peer.reports(LoginSession.self, count: LoginTests.sessions)
            #expect(sessions.reduce(0) { $0 + $1.violations } == 0)
            #expect(sessions.allSatisfy { $0.logins == 1 && $0.own == 2 && $0.code == 1000 })
            let names = Set(sessions.compactMap(\.name))
            #expect(names == Set((0..<LoginTests.sessions).map { "u\($0)" }))
        }
    }
}
