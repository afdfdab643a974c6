import FoundationEssentials
import Testing

/// The scenarios that stand whole on the project's pages run as they are, but for their time and their server.
@Suite(.partOfMachine) struct DocumentationRunTests {
    /// Whole scenarios of a page; the other examples are parts of one.
    static let examples: [Example] = (try? ["README.md", "Docs/Scenario.md"].flatMap(Example.all)) ?? []

    struct Example: Sendable, CustomTestStringConvertible {
        private struct Head: Decodable {
            struct Target: Decodable {
                var embedded: String?
            }

            struct Something: Decodable {}

            var name: String
            var target: Target
            var load: Something?
            var scenarios: Something?
        }

        var page: String
        var name: String
        var text: String
        var isEmbedded: Bool
        var testDescription: String { "\(page): \(name)" }

        static func all(of page: String) throws -> [Example] {
            let text = try String(contentsOf: Place.root.appending(path: page), encoding: .utf8)
            return text.matches(of: /```json\n((?s).*?)\n```/).compactMap { match in
                let text = String(match.output.1)
                guard let head = try? JSONDecoder().decode(Head.self, from: Data(text.utf8)),
                    head.load != nil || head.scenarios != nil
                else { return nil }
                return Example(page: page, name: head.name, text: text, isEmbedded: head.target.embedded != nil)
            }
        }

        /// The files that it names, with something in them.
        func writeFiles(into folder: TemporaryFolder) throws {
            for match in text.matches(of: /"file": "([^"\/]+)"/) {
                let name = String(match.output.1)
                let content =
                    name.hasSuffix(".csv")
                    ? "name,password\nann,one\nbob,two\n"
                    : name.hasSuffix(".json") ? #"[{ "name": "ann", "password": "one" }]"# : "payload"
                try folder.write(content, to: name)
            }
        }
    }

    @Test func pagesHaveWholeScenarios() {
        #expect(Set(DocumentationRunTests.examples.map(\.page)) == ["README.md", "Docs/Scenario.md"])
    }

    @Test(arguments: examples)
    func runsToItsEnd(example: Example) async throws {
        try await withServe { port, _ in
            let folder = try TemporaryFolder()
            try folder.write(example.text, to: "scenario.json")
            try example.writeFiles(into: folder)
            var words = ["run", folder["scenario.json"], "--out", folder["result"], "--duration", "1s"]
            if !example.isEmbedded { words += ["--url", "ws://127.0.0.1:\(port)/"] }
            let run = try await squall(command: words, in: folder, within: .seconds(60))
            // A threshold may fail against a server that only echoes; that is an end too.
            let isJudged = run.end == .code(99) && example.text.contains("\"thresholds\"")
            #expect(run.isComplete || isJudged, "\(run.end): \(run.complaints)")
            let result = try run.result()
            #expect(result.status == .completed)
            #expect(result.total(.wsSessions) > 0)
            #expect(result.total(.wsSessionsFailed) == 0)
        }
    }
}
