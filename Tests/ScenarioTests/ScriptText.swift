import Testing

@testable import Scenario

/// Scripts for tests, in a minimal scenario.
enum ScriptText {
    static let files: [String: FileStatus] = [
        "payload.bin": .file(bytes: 1000), "users.csv": .file(bytes: 100), "dir": .notAFile,
    ]

    static func read(_ fragment: String) -> ScenarioReading {
        ScenarioReader.read(
            Array(ScenarioText.completing(fragment).utf8), file: "test.json",
            environment: ["TOKEN": "s\"1", "COUNT": "3"],
            patternStatus: SamplePattern.status
        ) { files[$0] ?? .missing }
    }

    /// The steps of a script that has no faults.
    static func steps(_ script: String, location: SourceLocation = #_sourceLocation) throws -> [ScriptStep] {
        let reading = read("{ \"script\": \(script) }")
        #expect(reading.render(width: 100) == "", sourceLocation: location)
        return try #require(reading.scenario?.kinds.first?.script?.steps, sourceLocation: location)
    }

    static func step(_ step: String, location: SourceLocation = #_sourceLocation) throws -> ScriptStep {
        let steps = try steps("[\(step)]", location: location)
        try #require(steps.count == 1, sourceLocation: location)
        return steps[0]
    }
}

extension TemplateText: ExpressibleByStringLiteral {
    /// A text without values.
    public init(stringLiteral text: String) { self.init(text.isEmpty ? [] : [.literal(Array(text.utf8))]) }
}
