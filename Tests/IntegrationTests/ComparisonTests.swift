import FoundationEssentials
import Glibc
import Metrics
import Testing

/// `variants` in `squall run`, and `squall compare` on what they leave behind.
@Suite(.partOfMachine) struct ComparisonTests {
    private static let text = embedded([
        "seed": "5", "load": #"{ "sessions": 2, "warmUp": "100ms", "duration": "500ms" }"#,
        "messages": #"{ "rate": 50 }"#,
        "variants": #"{ "small": {}, "large": { "messages": { "size": "64KiB" } } }"#,
        "comparison": #"{ "rounds": 2 }"#,
    ])

    private struct Document: Decodable {
        struct Variant: Decodable {
            struct Run: Decodable {
                var round: Int
                var folder: String
                var used: Bool
                var status: String
            }

            struct Metric: Decodable {
                var value: Double
            }

            var name: String
            var metrics: [String: Metric]
            var runs: [Run]
        }

        /// Of a comparison that was run, and not of folders.
        var status: String?
        var seed: UInt64?
        var reference: String
        var variants: [Variant]
    }

    private func document(_ folder: TemporaryFolder, _ name: String = "result/comparison.json") throws -> Document {
        try JSONDecoder().decode(Document.self, from: folder.bytes(name))
    }

    private func result(_ folder: TemporaryFolder, _ run: String) throws -> RunResult {
        try JSONDecoder().decode(RunResult.self, from: folder.bytes("result/\(run)/summary.json"))
    }

    @Test func everyVariantRunsInEveryRoundAndLeavesItsResult() async throws {
        let run = try await squall(ComparisonTests.text)
        #expect(run.isComplete, "\(run.end) \(run.complaints)")
        #expect(run.complaints.contains("2 rounds are too few to show a difference between 2 variants: it takes 9"))
        #expect(
            try run.folder.names(in: "result") == [
                "comparison.csv", "comparison.json", "large", "scenario.json", "small",
            ])
        let document = try document(run.folder)
        #expect(document.status == "completed" && document.seed == 5 && document.reference == "small")
        #expect(document.variants.map(\.name) == ["small", "large"])
        for variant in document.variants {
            #expect(variant.runs.map(\.round) == [1, 2])
            #expect(variant.runs.map(\.folder) == ["\(variant.name)/round-01", "\(variant.name)/round-02"])
            for part in variant.runs {
                let result = try result(run.folder, part.folder)
                #expect(result.status == .completed)
                #expect(result.seed == UInt64(4 + part.round))
                #expect(result.errors == [:])
                #expect(part.used == (result.verdict?.status != .invalid))
                #expect(
                    try run.folder.names(in: "result/\(part.folder)") == [
                        "errors.csv", "histogram.csv", "scenario.json", "summary.json", "timeseries.csv",
                    ])
                let sent = result.total(.dataSentPayload) / result.total(.wsMsgsSent)
                #expect(sent == (variant.name == "large" ? 65536 : 64))
            }
        }
        #expect(try run.table("comparison.csv").columns.prefix(2) == ["variant", "metric"])
        #expect(run.output.hasSuffix("Result: \(run.folder["result"])\n"))
        // Each run's scenario is one by itself.
        let again = try await squall(
            command: ["validate", run.folder["result/large/round-02/scenario.json"]], in: run.folder)
        #expect(again.end == .code(0) && !again.output.contains("variants"), "\(again.complaints)")
        try await compareFolders(of: run, document)
    }

    private func compareFolders(of run: Outcome, _ document: Document) async throws {
        let folder = run.folder
        // Each in a folder of its own, or its output would stand behind that of the one before.
        let compare = { (words: [String]) in
            try await squall(command: ["compare"] + words, in: try TemporaryFolder())
        }
        guard document.variants.allSatisfy({ $0.runs.contains(where: \.used) }) else {
            let outcome = try await compare([folder["result"]])
            #expect(outcome.end == .code(111))
            return
        }
        let whole = try await compare([folder["result"], "--json"])
        #expect(whole.end == .code(0), "\(whole.complaints)")
        try folder.write(whole.output, to: "compared.json")
        let compared = try self.document(folder, "compared.json")
        #expect(compared.variants.map(\.name) == [folder["result/small"], folder["result/large"]])
        #expect(try #require(compared.variants[1].metrics["bytes"]).value > 131_072)
        // Two rounds do not tell, and a limit that cannot be judged does not pass.
        let limited = try await compare([folder["result"], "--max-regression", "p99=10%"])
        #expect(limited.end == .code(103))
        #expect(limited.complaints.contains("too few rounds"), "\(limited.complaints)")
    }

    @Test func aSecretOfAMatrixIsInNothingThatIsLeft() async throws {
        let run = try await squall(
            embedded([
                "load": #"{ "sessions": 1, "warmUp": "0s", "duration": "100ms" }"#, "messages": #"{ "rate": 50 }"#,
                "matrix": #"{ "auth.bearer": ["hush-one", "hush-two"] }"#, "comparison": #"{ "rounds": 1 }"#,
            ]))
        #expect(run.isComplete, "\(run.complaints)")
        #expect(
            try run.folder.names(in: "result") == [
                "bearer=1", "bearer=2", "comparison.csv", "comparison.json", "scenario.json",
            ])
        #expect(!run.output.contains("hush") && !run.complaints.contains("hush"))
        let paths = try FileManager.default.subpathsOfDirectory(atPath: run.folder["result"])
        #expect(paths.count > 10)
        for path in paths {
            #expect(!path.contains("hush") && !run.folder.text("result/\(path)").contains("hush"), "\(path)")
        }
    }

    @Test func resultsOfUnlikeUnitsAreRefused() async throws {
        let load = #"{ "sessions": 2, "warmUp": "0s", "duration": "300ms" }"#
        let talking = try await squall(embedded(["load": load, "messages": #"{ "rate": 50 }"#]))
        let quiet = try await squall(embedded(["load": load]))
        let outcome = try await squall(
            command: ["compare", talking.folder["result"], quiet.folder["result"]], in: try TemporaryFolder())
        guard try talking.result().verdict?.status != .invalid, try quiet.result().verdict?.status != .invalid else {
            #expect(outcome.end == .code(111))
            return
        }
        #expect(outcome.end == .code(103))
        #expect(outcome.complaints.contains("these results cannot be compared"), "\(outcome.complaints)")
    }

    @Test func anInterruptKeepsWhatWasMeasured() async throws {
        let run = try SquallRun(ComparisonTests.text.replacing("\"rounds\": 2", with: "\"duration\": \"10m\""))
        defer { run.process.stop() }
        try await run.wait(for: "the first round") {
            run.folder.exists("result/small/round-02/summary.json")
                && run.folder.exists("result/large/round-02/summary.json")
        }
        run.process.send(SIGINT)
        let outcome = try await run.finish(within: .seconds(20))
        #expect(outcome.end == .code(105), "\(outcome.complaints)")
        let document = try document(outcome.folder)
        #expect(document.status == "interrupted")
        #expect(document.variants.allSatisfy { !$0.runs.isEmpty && $0.runs[0].status == "completed" })
        #expect(outcome.output.contains("interrupted"))
    }

    @Test func theScenarioOfAResultRunsFromAnywhere() async throws {
        let text = embedded([
            "seed": "5", "load": #"{ "sessions": 1, "warmUp": "0s", "duration": "100ms" }"#,
            "messages": #"{ "rate": 50, "file": "a.txt" }"#,
            "matrix":
                #"{ "messages.file": ["a.txt", "b.txt"], "masking": { "zero": { "masking": "zero" }, "other": { "messages": { "file": "c.txt" } } } }"#,
            "comparison": #"{ "rounds": 1 }"#,
        ])
        let folder = try TemporaryFolder()
        for name in ["a", "b", "c"] { try folder.write(name, to: "\(name).txt") }
        try folder.write(text, to: "scenario.json")
        let run = try await squall(
            command: ["run", folder["scenario.json"], "--out", folder["result"], "--quiet"], in: folder)
        #expect(run.isComplete, "\(run.complaints)")
        let again = try await squall(
            command: ["run", folder["result/scenario.json"], "--out", folder["again"], "--quiet"],
            in: try TemporaryFolder())
        #expect(again.isComplete, "\(again.complaints)")
        let names = try [document(folder), document(folder, "again/comparison.json")].map { $0.variants.map(\.name) }
        #expect(names[0] == names[1] && names[0].contains("file=b.txt,masking=zero"), "\(names)")
    }

    @Test func faultsOfAllVariantsAreShownBeforeAnythingRuns() async throws {
        let text = ComparisonTests.text.replacing(#""small": {}"#, with: #""small": { "masking": "no" }, "x": 1"#)
        let run = try await squall(text)
        #expect(run.end == .code(104))
        #expect(run.complaints.contains("\"masking\" must be"), "\(run.complaints)")
        #expect(run.complaints.contains("\"variants.x\" must be an object"), "\(run.complaints)")
        #expect(!run.folder.exists("result"))
    }

    @Test func thePlanIsThatOfOneVariant() async throws {
        let folder = try TemporaryFolder()
        try folder.write(ComparisonTests.text, to: "scenario.json")
        let plan = try await squall(
            command: ["plan", folder["scenario.json"], "--variant", "large"], in: folder)
        #expect(plan.end == .code(0) && plan.complaints.contains("one run of large, 1 of 2 variants"))
        let other = try await squall(command: ["plan", folder["scenario.json"], "--variant", "huge"], in: folder)
        #expect(other.end == .code(64) && other.complaints.contains("there are small; large"))
    }

    @Test(arguments: [
        (["compare"], "Missing expected argument"), (["compare", "a"], "a is no result"),
        (["compare", "a", "--max-regression", "p99=10"], "a limit is a percentage"),
        (["compare", "a", "--max-regression-file", "none.json"], "the file cannot be read"),
    ])
    func whatCannotBeComparedIsSaid(words: [String], complaint: String) async throws {
        let outcome = try await squall(command: words, in: try TemporaryFolder())
        #expect(outcome.end == .code(complaint == "a is no result" ? 103 : 64))
        #expect(outcome.complaints.contains(complaint), "\(outcome.complaints)")
    }

    @Test(arguments: try Place.comparisons()) func readyComparisonsAreValid(path: String) async throws {
        let outcome = try await squall(command: ["validate", path], in: try TemporaryFolder())
        #expect(outcome.end == .code(0) && outcome.complaints == "", "\(outcome.complaints)")
        #expect(outcome.output.contains("(reference)"))
        let doctor = try await squall(command: ["doctor", path], in: try TemporaryFolder())
        #expect(doctor.end == .code(0), "\(doctor.complaints)")
    }

    /// One short round of each.
    @Test(arguments: try Place.comparisons()) func readyComparisonsRun(path: String) async throws {
        let folder = try TemporaryFolder()
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        try folder.write(text.replacing("\"rounds\": 16", with: "\"rounds\": 1"), to: "scenario.json")
        let outcome = try await squall(
            command: ["run", folder["scenario.json"], "--out", folder["result"], "--duration", "2s", "--quiet"],
            in: folder, within: .seconds(300))
        #expect(outcome.isComplete, "\(outcome.complaints)")
        let document = try document(folder)
        #expect(document.variants.count > 1)
        for variant in document.variants {
            #expect(variant.runs.count == 1)
            #expect(try result(folder, variant.runs[0].folder).errors == [:])
        }
    }
}
