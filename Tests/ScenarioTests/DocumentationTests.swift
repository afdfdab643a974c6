import FoundationEssentials
import Testing

@testable import Scenario

@Suite struct DocumentationTests {
    /// The JSON blocks of a page.
    static func examples(_ page: String) throws -> [String] {
        // Something stands before the first block of every page.
        try Repository.text(page).split(separator: "```json\n").dropFirst().compactMap { part in
            part.firstRange(of: "\n```").map { String(part[..<$0.lowerBound]) }
        }
    }

    @Test func everyExampleOfTheFirstPageIsAWholeScenario() throws {
        let examples = try Self.examples("README.md")
        #expect(!examples.isEmpty)
        for example in examples {
            let reading = ScenarioReader.read(
                Array(example.utf8), file: "chat.json", patternStatus: SamplePattern.status
            ) { _ in .missing }
            #expect(reading.render(width: 100) == "", "\(example)")
            #expect(reading.scenario != nil)
        }
    }

    @Test(arguments: try Repository.pages())
    func everyLinkLeadsToAFile(_ page: String) throws {
        let folder = Repository.root.appending(path: page).deletingLastPathComponent()
        for link in try Repository.text(page).matches(of: /\]\(([^)\s]+)\)/).map(\.output.1) {
            let path = link.prefix { $0 != "#" }
            guard !path.isEmpty, !path.contains(":") else { continue }
            let target = folder.appending(path: String(path)).path
            #expect(FileManager.default.fileExists(atPath: target), "\(link)")
        }
    }

    @Test func everyExampleIsAScenarioOrAPartOfOne() throws {
        let examples = try Self.examples("Docs/Scenario.md")
        #expect(examples.count >= 20)
        for example in examples {
            let reading = ScenarioText.read(fragment: example, files: Self.files)
            #expect(reading.render(width: 100) == "", "\(example)")
            #expect(reading.scenario != nil)
        }
    }

    /// Those that the examples name.
    private static let files: [String: FileStatus] = [
        "payload.bin": .file(bytes: 1000), "users.csv": .file(bytes: 1000), "rooms.json": .file(bytes: 1000),
        "authority.pem": .file(bytes: 1000), "client.pem": .file(bytes: 1000), "client-key.pem": .file(bytes: 1000),
    ]

    @Test func everyKeyHasItsRowWithItsDefault() throws {
        let rows = try Repository.text("Docs/Scenario.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        for table in ScenarioKeys.all {
            for key in table.keys {
                let path = table.path(of: key.name)
                let found = rows.filter { $0.hasPrefix("| `\(path)` |") }
                #expect(found.count == 1, "\(path)")
                guard let row = found.first, case let columns = row.split(separator: "|"), columns.count >= 4 else {
                    continue
                }
                #expect(columns[2].contains("*required*") == (key.presence == .required), "\(path)")
                if case .optional(let value?) = key.presence, value.hasPrefix("\"") || value == "{}" {
                    let literal = value.prefix { $0 != "," && $0 != ";" }
                    #expect(columns[2].contains("`\(literal)`"), "\(path)")
                }
            }
        }
    }

    @Test func everyRowIsAKey() throws {
        let paths = Set(ScenarioKeys.all.flatMap { table in table.keys.map { table.path(of: $0.name) } })
        // A table of keys says so in its first line; others have columns of their own.
        let lines = try Repository.text("Docs/Scenario.md").split(separator: "\n")
        let tables = lines.split { !$0.hasPrefix("|") }.filter { $0.first?.hasPrefix("| key |") == true }
        #expect(tables.count >= 20)
        for row in tables.flatMap({ $0.dropFirst(2) }) {
            let path = row.dropFirst(3).prefix { $0 != "`" }
            #expect(paths.contains(String(path)), "\(path)")
        }
    }

    @Test func theFaultOnThePageIsTheOneThatIsShown() throws {
        let text = """
            {
              "$schema": "scenario.schema.json",
              "name": "chat echo",
              "target": { "url": "ws://127.0.0.1:9001/chat" },
              "load": { "sessions": 100, "duration": 30 },
              "messages": { "rate": 10, "size": "1KiB" }
            }
            """
        let reading = ScenarioReader.read(Array(text.utf8), file: "chat.json", patternStatus: SamplePattern.status) {
            _ in .missing
        }
        let shown = reading.render(width: 100).split(separator: "\n\n")[0]
        #expect(try Repository.text("Docs/Scenario.md").contains(shown.split(separator: "\nchat.json: ")[0]))
    }
}
