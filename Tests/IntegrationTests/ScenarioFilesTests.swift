import Testing

/// Files that a scenario names, and values that the command line gives to it.
@Suite(.partOfMachine) struct ScenarioFilesTests {
    private static let members: KeyValuePairs<String, String> = [
        "load": #"{ "sessions": 1 }"#, "messages": #"{ "count": 1, "file": "payload.txt" }"#,
        "feeders": #"{ "users": "users.csv" }"#, "env": #"{ "ROOM": "lobby" }"#,
    ]

    private func folder(users: String = "user,token\nann,a1\n") throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write(embedded(ScenarioFilesTests.members), to: "scenario.json")
        try folder.write("a payload", to: "payload.txt")
        try folder.write(users, to: "users.csv")
        return folder
    }

    @Test func copyInTheResultGivesTheSameRunFromAnywhere() async throws {
        let folder = try folder()
        let run = try await squall(
            command: [
                "run", folder["scenario.json"], "--out", folder["result"], "-e", "ROOM=attic", "--env", "TOKEN=a=\"b",
            ], in: folder)
        #expect(run.end == .code(0) || run.end == .code(111), "\(run.complaints)")
        let copy = folder.text("result/scenario.json")
        #expect(copy.contains(#""file": "\#(folder["payload.txt"])""#), "\(copy)")
        #expect(copy.contains(#""users": "\#(folder["users.csv"])""#), "\(copy)")
        #expect(copy.contains(#""ROOM": "attic", "TOKEN": "a=\"b""#), "\(copy)")
        let again = try await squall(
            command: ["validate", folder["result/scenario.json"]], in: try TemporaryFolder())
        #expect(again.end == .code(0), "\(again.complaints)")
    }

    @Test(arguments: ["run", "validate", "plan", "doctor"])
    func faultOfAFeederIsSaidWithItsLine(command: String) async throws {
        let folder = try folder(users: "user,token\nann,a1\nbob\n")
        let outcome = try await squall(command: [command, folder["scenario.json"]], in: folder)
        #expect(outcome.end == .code(104))
        #expect(outcome.complaints.contains("users.csv:3: 1 values"), "\(outcome.complaints)")
    }

    @Test(arguments: ["run", "validate", "plan", "doctor"])
    func valueWithoutANameIsRefused(command: String) async throws {
        let folder = try folder()
        let outcome = try await squall(command: [command, folder["scenario.json"], "-e", "ROOM"], in: folder)
        #expect(outcome.end == .code(104))
        #expect(
            outcome.complaints.hasPrefix("squall \(command): error: -e: \"ROOM\" gives no value"),
            "\(outcome.complaints)")
    }

    @Test func durationMeansNothingToIterations() async throws {
        let run = try await squall(
            embedded([
                "load": #"{ "executor": "per-vu-iterations", "vus": 2 }"#, "messages": #"{ "count": 1 }"#,
            ]), ["--duration", "5s"])
        #expect(run.end == .code(104))
        #expect(run.complaints.contains("the executors end by their iterations"), "\(run.complaints)")
    }
}
