import Testing

@testable import Scenario

@Suite struct ScenarioEditTests {
    private static let spread = """
        {
          "name": "a",
          "seed": 1,
          "target": { "embedded":  "echo" },
          "load": {
            "sessions": 10, "duration" : "10s"
          },
          "workers": 2
        }

        """

    private func edited(_ text: String, _ change: (inout ScenarioOverrides) -> Void) -> String {
        var overrides = ScenarioOverrides()
        change(&overrides)
        return String(decoding: ScenarioEdit.apply(overrides, to: Array(text.utf8)), as: UTF8.self)
    }

    @Test func nothingToOverrideChangesNothing() {
        #expect(edited(Self.spread) { _ in } == Self.spread)
        #expect(edited("no scenario") { $0.seed = 1 } == "no scenario")
        #expect(edited("[1]") { $0.seed = 1 } == "[1]")
    }

    @Test func valuesAreReplacedWhereTheyStand() {
        let text = edited(Self.spread) {
            $0.seed = .max
            $0.duration = "1m"
            $0.workers = 7
        }
        #expect(
            text
                == Self.spread.replacing(": 1,\n", with: ": 18446744073709551615,\n")
                .replacing("\"10s\"", with: "\"1m\"").replacing(": 2\n", with: ": 7\n"))
    }

    @Test func aURLTakesThePlaceOfTheEmbeddedServer() {
        let text = edited(Self.spread) { $0.url = "ws://h/\"q\\" }
        #expect(text == Self.spread.replacing(#""embedded":  "echo""#, with: #""url":  "ws://h/\"q\\""#))
    }

    @Test func theEmbeddedServersOtherKeysGoWithIt() {
        let text = edited(#"{ "target": { "embedded": "echo", "compression": "accept" }, "name": "b" }"#) {
            $0.url = "ws://c/"
        }
        #expect(text == #"{ "target": { "url": "ws://c/" }, "name": "b" }"#)
    }

    @Test func aURLTakesThePlaceOfAnother() {
        let text = edited(#"{ "target": { "url": "ws://a/" }, "name": "b" }"#) { $0.url = "ws://c/" }
        #expect(text == #"{ "target": { "url": "ws://c/" }, "name": "b" }"#)
    }

    @Test func whatIsMissingIsInsertedInTheStyleOfTheFile() {
        let lines = "{\r\n\t\"name\": \"a\",\r\n\t\"load\": { \"sessions\": 1, \"warmUp\": \"1s\" }\r\n}"
        let text = edited(lines) {
            $0.seed = 5
            $0.workers = 2
            $0.duration = "2s"
        }
        #expect(
            text
                == "{\r\n\t\"name\": \"a\",\r\n\t\"load\": { \"sessions\": 1, \"warmUp\": \"1s\", \"duration\": \"2s\" },"
                + "\r\n\t\"seed\": 5,\r\n\t\"workers\": 2\r\n}")
        #expect(edited(#"{"load":{"sessions":1}}"#) { $0.seed = 5 } == #"{"load":{"sessions":1},"seed":5}"#)
    }

    @Test func anInsertedDurationBringsNoWarmUp() {
        let text = edited(#"{"load":{"sessions":9}}"#) { $0.duration = "2s" }
        #expect(text == #"{"load":{"sessions":9,"duration":"2s","warmUp":"0s"}}"#)
    }

    @Test func aPayloadPathIsReplaced() {
        let text = edited(#"{ "messages": { "file": "p.txt", "rate": 1 } }"#) {
            $0.files = ["p.txt": "/a b/p\n.txt", "rate": "/r"]
        }
        #expect(text == #"{ "messages": { "file": "/a b/p\u000a.txt", "rate": 1 } }"#)
        #expect(edited(#"{ "messages": {} }"#) { $0.files = ["p": "/p"] } == #"{ "messages": {} }"#)
    }

    @Test func aByteOrderMarkStays() {
        let text = edited("\u{FEFF}{\"seed\": 1}") { $0.seed = 2 }
        #expect(Array(text.utf8) == Array("\u{FEFF}{\"seed\": 2}".utf8))
    }

    /// What is run and what is written are the same.
    @Test(arguments: try Repository.readyScenarios())
    func theEditedTextReadsAsTheOverriddenScenario(name: String) throws {
        let bytes = try Repository.bytes("Scenarios/\(name)")
        var overrides = ScenarioOverrides()
        overrides.seed = 77
        overrides.workers = 3
        overrides.url = "ws://127.0.0.1:9001/x?y=z"
        overrides.duration = "3s"
        let files = Repository.scenarioFile
        var expected = try #require(
            ScenarioReader.read(
                bytes, file: name, patternStatus: SamplePattern.status,
                fileStatus: files
            ).scenario)
        try expected.override(overrides)
        let read = ScenarioReader.read(
            ScenarioEdit.apply(overrides, to: bytes), file: name, patternStatus: SamplePattern.status,
            fileStatus: files)
        #expect(read.errorCount == 0)
        #expect(read.scenario == expected)
    }

    @Test func aPayloadFileMayBeMoved() throws {
        let text = ScenarioText.completing(#"{ "messages": { "file": "p", "type": "text" } }"#)
        let moved = edited(text) { $0.files = ["p": "/x/p"] }
        let scenario = ScenarioText.read(moved, files: ["/x/p": .file(bytes: 1)]).scenario
        #expect(scenario?.messages?.payload == .file("/x/p"))
        #expect(scenario?.kinds.first?.messages?.payload == .file("/x/p"))
    }

    /// A key `file` elsewhere is no file.
    @Test func everyFileMayBeMoved() throws {
        let text = ScenarioText.completing(
            """
            { "headers": { "file": "p" }, "feeders": { "a": "u.csv", "b": { "file": "u.csv" }, "c": "v.json" },
              "scenarios": { "x": { "messages": { "file": "p" } }, "y": { "tags": { "file": "p" } } } }
            """)
        let moved = edited(text) { $0.files = ["p": "/x/p", "u.csv": "/x/u.csv"] }
        #expect(
            moved
                == text.replacing("\"u.csv\"", with: "\"/x/u.csv\"").replacing(
                    "\"messages\": { \"file\": \"p\" }", with: "\"messages\": { \"file\": \"/x/p\" }"))
    }

    @Test func filesOfVariantsMayBeMoved() throws {
        let text = ScenarioText.completing(
            """
            { "messages": { "file": "p", "type": "text" },
              "variants": { "a": {}, "b": { "messages": { "file": "q" } }, "c": { "headers": { "file": "q" } } } }
            """)
        let moved = edited(text) { $0.files = ["p": "/x/p", "q": "/x/q"] }
        #expect(
            moved
                == text.replacing("\"file\": \"p\"", with: "\"file\": \"/x/p\"").replacing(
                    "\"b\": { \"messages\": { \"file\": \"q\"", with: "\"b\": { \"messages\": { \"file\": \"/x/q\""))
    }

    /// The variants' names hold the values of lists, which paths could not be.
    @Test func filesInAMatrixMayBeMovedAndVariantsKeepTheirNames() throws {
        let text = ScenarioText.completing(
            """
            { "messages": { "file": "p", "type": "text" },
              "matrix": { "messages.file": ["p", "q.txt"], "masking": ["zero", "random"] } }
            """)
        let moved = edited(text) { $0.files = ["p": "/x/p", "q.txt": "/x/q.txt"] }
        let files: [String: FileStatus] = ["p": .file(bytes: 1), "q.txt": .file(bytes: 1)]
        let before = ScenarioText.read(text, files: files)
        let after = ScenarioText.read(moved, files: ["/x/p": .file(bytes: 1), "/x/q.txt": .file(bytes: 1)])
        #expect(after.messages == [])
        #expect(before.variants.map(\.name).count == 4)
        #expect(after.variants.map(\.name) == before.variants.map(\.name))
        #expect(after.filePaths == ["/x/p", "/x/q.txt"])
        #expect(
            after.variants.map { $0.reading.scenario?.messages?.payload }
                == [.file("/x/p"), .file("/x/p"), .file("/x/q.txt"), .file("/x/q.txt")])
    }

    @Test func theEnvironmentIsWritten() {
        #expect(
            edited(#"{"name": "a"}"#) { $0.environment = ["B": "2", "A": "\"1"] }
                == #"{"name": "a","env": { "A": "\"1", "B": "2" }}"#)
        #expect(edited(#"{"env": {}}"#) { $0.environment = ["A": "1"] } == #"{"env": { "A": "1" }}"#)
        #expect(
            edited(#"{"env": {"A": "0", "C": "3"}}"#) { $0.environment = ["A": "1", "B": "2"] }
                == #"{"env": {"A": "1", "C": "3", "B": "2"}}"#)
    }

    @Test(arguments: [
        (#"{ "executor": "constant-vus", "duration": "9s" }"#, #"{ "executor": "constant-vus", "duration": "30s" }"#),
        (
            "{ \"executor\": \"ramping-vus\", \"stages\": \(ExecutorTests.stages) }",
            "{ \"executor\": \"ramping-vus\", \"stages\": \(ExecutorTests.stages) }"
        ),
        (
            "{ \"executor\": \"ramping-arrival-rate\", \"startTime\": \"1s\", \"stages\": [{\"duration\":\"1s\",\"target\":1}] }",
            "{ \"executor\": \"ramping-arrival-rate\", \"startTime\": \"1s\", \"stages\": [{\"duration\":\"30s\",\"target\":1}] }"
        ),
        (#"{ "executor": "shared-iterations" }"#, #"{ "executor": "shared-iterations" }"#),
    ])
    func aDurationIsThatOfTheExecutors(_ load: String, _ changed: String) throws {
        let close = "\"close\": { \"after\": \"1s\" }"
        let alone = ScenarioText.completing("{ \(close), \"load\": \(load) }")
        #expect(
            edited(alone) { $0.duration = "30s" } == ScenarioText.completing("{ \(close), \"load\": \(changed) }"))
        let kinds =
            "{ \(close), \"scenarios\": { \"a\": LOAD, \"b\": { \"executor\": \"constant-vus\", \"duration\": \"2s\" } } }"
        let text = ScenarioText.without("load", kinds.replacing("LOAD", with: load))
        let wanted = kinds.replacing("LOAD", with: changed).replacing("\"2s\"", with: "\"30s\"")
        #expect(edited(text) { $0.duration = "30s" } == ScenarioText.without("load", wanted))
        var overridden = try #require(ScenarioText.read(text).scenario)
        try overridden.override(duration: "30s")
        #expect(ScenarioText.read(ScenarioText.without("load", wanted)).scenario == overridden)
    }
}
