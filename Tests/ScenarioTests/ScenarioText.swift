@testable import Scenario

/// Scenario files for tests: what matters to the test, on top of a minimal scenario.
enum ScenarioText {
    private static let base: [(key: String, value: String)] = [
        ("name", #""test""#), ("target", #"{ "embedded": "echo" }"#),
        ("load", #"{ "sessions": 10, "duration": "10s" }"#),
    ]

    /// A complete scenario on one line per key: the minimal one, with the members of this object in place of its own.
    static func completing(_ fragment: String) -> String {
        let bytes = Array(fragment.utf8)
        let diagnostics = DiagnosticList(source: SourceText(bytes))
        guard case .object(let object)? = JSONParser.parse(diagnostics)?.value else { return fragment }
        let given = object.members.map { member in
            (
                key: String(decoding: bytes[member.keyRange].dropFirst().dropLast(), as: UTF8.self),
                value: String(decoding: bytes[member.value.range], as: UTF8.self)
            )
        }
        let kept = base.filter { member in !given.contains { $0.key == member.key } }
        let lines = (kept + given).map { "  \"\($0.key)\": \($0.value)" }
        return "{\n" + lines.joined(separator: ",\n") + "\n}\n"
    }

    /// The same, without a member of the minimal scenario.
    static func without(_ key: String, _ fragment: String) -> String {
        let lines = completing(fragment).split(separator: "\n", omittingEmptySubsequences: false)
        let isGiven = fragment.contains("\"\(key)\":")
        return lines.filter { isGiven || !$0.hasPrefix("  \"\(key)\":") }.joined(separator: "\n")
    }

    static func read(_ text: String, files: [String: FileStatus] = [:]) -> ScenarioReading {
        ScenarioReader.read(Array(text.utf8), file: "test.json", patternStatus: SamplePattern.status) {
            files[$0] ?? .missing
        }
    }

    /// Reads an object completed to a scenario.
    static func read(fragment: String, files: [String: FileStatus] = [:]) -> ScenarioReading {
        read(completing(fragment), files: files)
    }
}

extension SessionKind {
    /// The kind of a scenario in the short form.
    static func only(of scenario: LoadScenario) -> SessionKind {
        let executor = Executor.sessions(count: scenario.load.sessions, connectRate: scenario.load.connectRate)
        return SessionKind(name: "default", of: scenario, load: KindLoad(executor: executor))
    }
}

extension ScenarioReading {
    /// The texts that the diagnostics mark in the file.
    func marked(in text: String) -> [String] {
        let bytes = Array(text.utf8)
        return diagnostics.map {
            let start = $0.position.offset
            return String(decoding: bytes[start..<min(bytes.count, start + $0.length)], as: UTF8.self)
        }
    }

    var messages: [String] { diagnostics.map(\.message) }
}
