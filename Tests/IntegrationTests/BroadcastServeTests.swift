import Testing

/// `squall serve --broadcast` with clients that are not ours.
@Suite(.partOfMachine) struct BroadcastServeTests {
    /// The checks that `Peers/broadcast_client.py` has, by their names.
    static let checks = ["reaches all", "keeps to the path", "sends fragments as one", "closes who does not read"]

    @Test(arguments: checks)
    func keepsTo(check: String) async throws {
        try await withServe(["--broadcast"]) { port, _ in
            let outcome = try await python("broadcast_client.py", ["\(port)", check])
            #expect(outcome.end == .code(0), "\(outcome.complaints)")
        }
    }

    @Test func allChecksAreRun() async throws {
        let outcome = try await python("broadcast_client.py", ["list"])
        #expect(outcome.output.split(separator: "\n").map(String.init) == BroadcastServeTests.checks)
    }

    @Test func severalWorkersAreRefused() async throws {
        let outcome = try await squall(
            command: ["serve", "--broadcast", "--workers", "2"], in: try TemporaryFolder())
        #expect(outcome.end == .code(64))
        #expect(outcome.complaints.contains("--broadcast runs with one worker"))
    }

    @Test func scenariosHaveItAsTheirTarget() async throws {
        let run = try await squall(
            scenario(
                target: #"{ "embedded": "broadcast" }"#,
                [
                    "load": #"{ "sessions": 6, "connectRate": 100, "warmUp": "500ms", "duration": "3s" }"#,
                    "scenarios": """
                    {
                      "all": { "weight": 5, "script": [{ "join": "g" }, { "pause": "1h" }] },
                      "one": {
                        "weight": 1,
                        "script": [
                          { "join": "g" }, { "rendezvous": "2s" },
                          { "loop": { "count": 5, "steps": [
                            { "pause": "20ms" }, { "send": { "text": "{{stamp}}", "fanout": "g" } }
                          ] } },
                          { "pause": "1h" }
                        ]
                      }
                    }
                    """,
                ]))
        #expect(run.isComplete, "\(run.complaints)")
        let result = try run.result()
        #expect(result.total(.wsFanoutExpected) == 30)
        #expect(result.total(.wsFanoutReceived) == 30)
        #expect(result.total(.wsMsgsReceived) == 30)
        #expect(result.errors == [:])
    }
}
