import FoundationEssentials
import Metrics
import Testing

/// What a run shows at a terminal, drawn in place, and what it leaves there.
@Suite(.partOfMachine) struct TerminalTests {
    private func scenario(duration: String) -> String {
        embedded([
            "load": #"{ "sessions": 5, "connectRate": 100, "warmUp": "500ms", "duration": "\#(duration)" }"#,
            "messages": #"{ "rate": 20 }"#,
        ])
    }

    /// The block that is drawn, of a screen on which there is one.
    private func block(_ screen: [String]) -> [String]? {
        guard let first = screen.firstIndex(where: { $0.contains(/[━─]{10}/) }) else { return nil }
        return Array(screen[first...])
    }

    /// The end of every run: the folder's path, and the cursor at the beginning of a fresh line.
    private func expectOrder(_ session: TerminalSession, result: String) {
        #expect(session.strange == [])
        #expect(session.last.last == "" && session.last.dropLast().last == "Result: \(result)")
        #expect(session.row == session.last.count - 1 && session.column == 0)
        #expect(block(session.last) == nil, "the drawing is taken away")
        #expect(!session.last.contains { $0.contains("^C") })
    }

    @Test func runIsDrawnInPlace() async throws {
        let folder = try TemporaryFolder()
        try folder.write(scenario(duration: "2s"), to: "scenario.json")
        let session = try await squallAtTerminal(
            columns: 200, ["run", folder["scenario.json"], "--out", folder["result"]])
        #expect(session.code == 0 || session.code == 111)
        let blocks = session.screens.compactMap(block)
        #expect(blocks.allSatisfy { $0.count == 4 }, "one below the other: \(blocks.first { $0.count != 4 } ?? [])")
        #expect(blocks.contains { $0[0].contains(/^  warm-up +━*─+  \d\.\d s \/ 2\.5 s$/) })
        let measured = blocks.filter { $0[0].contains(/^  measuring +━+─+  \d\.\d s \/ 2\.5 s$/) }
        #expect(
            measured.contains { lines in
                lines[1].contains(/^  sessions +5 open  0 connecting  0 closing  0 failed$/)
                    && lines[2].contains(
                        /^  messages +\d[\d.]*\/s sent  \d[\d.]*\/s received  p50 [\d.]+ [µmn]?s  p99 [\d.]+ [µmn]?s$/)
                    && lines[3].contains(/^  errors +0$/)
            }, "\(measured.last ?? [])")
        expectOrder(session, result: folder["result"])
        #expect(session.last.contains { $0.contains(/test +completed/) })
    }

    @Test func narrowTerminalCutsLinesAndDoesNotWrapThem() async throws {
        let folder = try TemporaryFolder()
        try folder.write(scenario(duration: "1s"), to: "scenario.json")
        let session = try await squallAtTerminal(
            columns: 30, ["run", folder["scenario.json"], "--out", folder["result"]])
        let blocks = session.screens.compactMap(block)
        #expect(!blocks.isEmpty)
        #expect(blocks.allSatisfy { $0.count == 4 && $0.allSatisfy { $0.count < 30 } })
        #expect(session.strange == [] && session.column == 0)
        #expect(block(session.last) == nil)
    }

    @Test func errorsAreCountedAsTheyCome() async throws {
        try await withPeer("websockets_server.py", ["--close-after", "3"]) { peer in
            let folder = try TemporaryFolder()
            let text = IntegrationTests.scenario(
                peer.url(),
                [
                    "load": #"{ "sessions": 5, "connectRate": 2, "warmUp": "0s", "duration": "4s" }"#,
                    "messages": #"{ "rate": 10 }"#,
                ])
            try folder.write(text, to: "scenario.json")
            let session = try await squallAtTerminal(
                columns: 120, ["run", folder["scenario.json"], "--out", folder["result"]])
            let blocks = session.screens.compactMap(block)
            // The last is counted just before the end.
            #expect(blocks.contains { $0.last?.contains(/^  errors +[1-5]$/) == true })
        }
    }

    @Test func interruptEndsInOrderAndLeavesTheSummary() async throws {
        let folder = try TemporaryFolder()
        try folder.write(scenario(duration: "60s"), to: "scenario.json")
        let session = try await squallAtTerminal(
            columns: 120, interruptAt: "^  messages .*p99", ["run", folder["scenario.json"], "--out", folder["result"]])
        #expect(session.code == 105)
        expectOrder(session, result: folder["result"])
        #expect(session.last.contains { $0.contains(/test +interrupted/) })
        let result = try JSONDecoder().decode(RunResult.self, from: folder.bytes("result/summary.json"))
        #expect(result.status == .interrupted)
        #expect(result.metrics.closes == [.of(5, 1000, .client)])
        #expect(result.total(.wsMsgsLost) == 0)
    }
}
