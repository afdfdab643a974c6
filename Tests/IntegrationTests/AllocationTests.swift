import FoundationEssentials
import Metrics
import Testing

/// What a script's messages allocate. Only an optimised build keeps values off the heap, so that it takes the one that
/// `make test` builds before.
@Suite(.wholeMachine) struct AllocationTests {
    private static let program = Place.root.appending(path: ".build/release/squall").path

    /// Templates, JSON paths, captures, regular expressions, branches and checks, in one script.
    private static let script = #"""
        [{ "loop": { "steps": [
          { "pace": "10ms" },
          { "send": { "json": { "n": "{{= counter }}", "user": "u{{session}}", "token": "{{random.hex(8)}}" } } },
          { "expect": {
            "json": { "path": "$.user", "equals": "u{{session}}" }, "capture": { "token": { "json": "$.token" } }
          } },
          { "if": { "value": "{{token}}", "exists": true },
            "then": [{ "check": { "a token": { "value": "{{token}}", "matches": "^[0-9a-f]+$" } } }] }
        ] } }]
        """#

    /// Bytes that the worker allocated in a measured window of this length, and the messages in it.
    private func allocated(_ duration: String) async throws -> (bytes: Double, messages: Int) {
        let folder = try TemporaryFolder()
        let load = #"{ "sessions": 20, "connectRate": 200, "warmUp": "1s", "duration": "\#(duration)" }"#
        try folder.write(
            embedded(["load": load, "script": AllocationTests.script, "workers": "1"]), to: "scenario.json")
        let process = try ChildProcess(
            [AllocationTests.program, "run", folder["scenario.json"], "--out", folder["result"]], in: folder,
            name: "squall")
        defer { process.stop() }
        let end = try await process.wait(upTo: .seconds(30))
        let outcome = Outcome(end: end, output: process.output, complaints: process.complaints, folder: folder)
        let result = try outcome.result()
        let messages = max(result.metrics[.wsMsgsSent].window, result.metrics[.wsMsgsReceived].window)
        let each = try #require(result.generator.allocatedBytesPerMessage)
        return (each * Double(messages), messages)
    }

    @Test func moreMessagesAllocateNothingMore() async throws {
        let short = try await allocated("1s")
        let long = try await allocated("3s")
        #expect(long.messages > short.messages + 2000)
        // Less than a byte for each further message: what there is belongs to the run.
        #expect(long.bytes < short.bytes + 1000, "\(short), \(long)")
        #expect(short.bytes < 8192)
    }
}
