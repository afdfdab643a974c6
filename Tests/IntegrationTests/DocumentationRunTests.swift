import FoundationEssentials
import Testing

/// The examples on the project's pages run as they are, but for their time and their server. Most are parts of a
/// scenario, and are completed to a small one.
@Suite(.partOfMachine) struct DocumentationRunTests {
    static let examples: [Example] = (try? ["README.md", "Docs/Scenario.md"].flatMap(Example.all)) ?? []

    struct Example: Sendable, CustomTestStringConvertible {
        private struct Key: CodingKey {
            var stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue: Int) { nil }
        }

        /// Which members an example has, and where it wants to connect to.
        private struct Head: Decodable {
            struct Target: Decodable {
                var embedded: String?
            }

            var members: Set<String>
            var target: Target?

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                members = Set(container.allKeys.map(\.stringValue))
                target = try container.decodeIfPresent(Target.self, forKey: Key(stringValue: "target"))
            }
        }

        var page: String
        var number: Int
        /// The whole scenario.
        var text: String
        var isEmbedded: Bool
        /// It runs many times and leaves no result of its own; `ComparisonTests` runs such scenarios.
        var isComparison: Bool
        var testDescription: String { "\(page): example \(number)" }

        init(page: String, number: Int, part: String) throws {
            let head = try JSONDecoder().decode(Head.self, from: Data(part.utf8))
            let server = part.contains("\"join\"") ? "broadcast" : "echo"
            let missing = [
                ("name", "\"example\""), ("target", "{ \"embedded\": \"\(server)\" }"),
                ("load", "{ \"sessions\": 4, \"duration\": \"1s\" }"),
            ].filter { !head.members.contains($0.0) }
            self.page = page
            self.number = number
            text = "{" + missing.map { "\"\($0)\": \($1), " }.joined() + part.trimmingPrefix("{")
            isComparison = !head.members.isDisjoint(with: ["variants", "matrix"])
            isEmbedded = head.target.map { $0.embedded != nil } ?? true
        }

        static func all(of page: String) throws -> [Example] {
            let text = try String(contentsOf: Place.root.appending(path: page), encoding: .utf8)
            return try text.matches(of: /```json\n((?s).*?)\n```/).enumerated().map { number, match in
                try Example(page: page, number: number + 1, part: String(match.output.1))
            }
            .filter { !$0.isComparison && !$0.isElsewhere }
        }

        /// Whether it needs more of the world than a server: a proxy, a socket's path, certificates.
        var isElsewhere: Bool { ["\"proxy\":", "\"unix\":", ".pem\""].contains(where: text.contains) }
        /// Whether the server is to refuse its handshakes.
        var isRefused: Bool { text.contains("\"expectHandshake\":") }
        /// Whether it ends by itself, whatever its duration.
        var endsByItself: Bool { text.contains("-iterations\"") }

        /// The files that it names, with something in them.
        func writeFiles(into folder: TemporaryFolder) throws {
            for match in text.matches(of: /"([^"\/]+\.(?:csv|json|bin))"/) {
                let name = String(match.output.1)
                let content =
                    name.hasSuffix(".csv")
                    ? "name,user,password,token\nann,a,one,t1\nbob,b,two,t2\n"
                    : name.hasSuffix(".json") ? #"[{ "name": "ann", "password": "one" }]"# : "payload"
                try folder.write(content, to: name)
            }
        }
    }

    @Test func pagesHaveExamples() {
        let pages = DocumentationRunTests.examples.map(\.page)
        #expect(pages.count { $0 == "README.md" } >= 2)
        #expect(pages.count { $0 == "Docs/Scenario.md" } >= 50)
    }

    @Test(arguments: examples)
    func runsToItsEnd(example: Example) async throws {
        try await withServe { port, _ in
            let folder = try TemporaryFolder()
            let text = example.text.replacing("127.0.0.1:9001", with: "127.0.0.1:\(port)")
            try folder.write(text, to: "scenario.json")
            try example.writeFiles(into: folder)
            var words = ["run", folder["scenario.json"], "--out", folder["result"]]
            if !example.endsByItself { words += ["--duration", "1s"] }
            if !example.isEmbedded { words += ["--url", "ws://127.0.0.1:\(port)/"] }
            let run = try await squall(command: words, in: folder, within: .seconds(60))
            // A threshold may fail against a server that only echoes; that is an end too.
            let isJudged = run.end == .code(99) && example.text.contains("\"thresholds\"")
            #expect(run.isComplete || isJudged, "\(run.end): \(run.complaints)")
            let result = try run.result()
            #expect(result.status == .completed)
            #expect((result.total(.wsSessions) > 0) != example.isRefused)
            #expect((result.total(.wsSessionsFailed) > 0) == example.isRefused)
        }
    }
}
