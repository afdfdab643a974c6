import FoundationEssentials
import Metrics
import Testing

/// `squall compare --max-regression` on results of which the test says how far they lie apart.
@Suite(.partOfMachine) struct RegressionTests {
    private let folder: TemporaryFolder

    /// Four runs of each: a baseline, one that is much slower, and one that is a little slower, not more than runs differ.
    init() async throws {
        folder = try TemporaryFolder()
        let run = try await squall(
            embedded([
                "load": #"{ "sessions": 1, "warmUp": "100ms", "duration": "300ms" }"#,
                "messages": #"{ "inFlight": 1 }"#,
            ]))
        var template = try run.result()
        template.status = .completed
        template.verdict = Verdict(status: .valid, reasons: [])
        try write("fast", template, p50: 200)
        try write("near", template, p50: 204)
        template.target = nil
        try write("slow", template, p50: 260, scenario: #"{ "target": { "url": "ws://127.0.0.1:9001/" } }"#)
    }

    /// Writes four runs that are a template with other round trips, about a median in microseconds, and perhaps another
    /// scenario.
    private func write(_ name: String, _ template: RunResult, p50: Double, scenario: String? = nil) throws {
        var result = template
        // Other encoders write the scenario as a string.
        result.scenario = JSONText("SCENARIO")
        for (number, swing) in [0.99, 1.02, 0.98, 1.01].enumerated() {
            var times = LatencyRecorder()
            for index in 0..<1000 { times.record(Int64(p50 * swing * (500 + Double(index)))) }
            result.metrics = RunMetrics(
                basis: template.metrics.basis, trends: [.wsMsgRTT: LatencyHistogram(times)],
                counters: Dictionary(uniqueKeysWithValues: Counter.allCases.map { ($0, template.metrics[$0]) }),
                peakOpen: 1, closes: [], errors: [])
            let run = folder["\(name)/\(number)"]
            try FileManager.default.createDirectory(atPath: run, withIntermediateDirectories: true)
            let text = String(decoding: try JSONEncoder().encode(result), as: UTF8.self)
            try folder.write(
                text.replacing("\"SCENARIO\"", with: scenario ?? template.scenario.text),
                to: "\(name)/\(number)/summary.json")
        }
    }

    private func compare(_ names: String..., limit: String) async throws -> Outcome {
        try await squall(
            command: ["compare"] + names.map { folder[$0] } + ["--max-regression", limit], in: try TemporaryFolder())
    }

    @Test func aSlowerServerBreaksTheLimit() async throws {
        let slower = try await compare("fast", "slow", limit: "p50=10%")
        #expect(slower.end == .code(112), "\(slower.output)\(slower.complaints)")
        #expect(slower.complaints.contains("p50 of \(folder["slow"]) is"), "\(slower.complaints)")
        #expect(slower.complaints.contains("ran another scenario than the baseline; they differ in"))
        #expect(slower.complaints.contains("target"))
        #expect(try await compare("fast", "near", "slow", limit: "p50=10%").end == .code(112))
    }

    @Test func whatIsWithinTheLimitOrTheNoisePasses() async throws {
        for (candidate, limit) in [("slow", "p50=50%"), ("near", "p50=10%"), ("near", "p50=0.1%")] {
            let outcome = try await compare("fast", candidate, limit: limit)
            #expect(outcome.end == .code(0), "\(candidate) \(limit): \(outcome.output)\(outcome.complaints)")
        }
        try folder.write(#"{ "p50": "10%" }"#, to: "limits.json")
        let faster = try await squall(
            command: ["compare", folder["slow"], folder["fast"], "--max-regression-file", folder["limits.json"]],
            in: folder)
        #expect(faster.end == .code(0), "\(faster.output)\(faster.complaints)")
    }

    @Test func aLimitThatCannotBeJudgedDoesNotPass() async throws {
        let missing = try await compare("fast", "slow", limit: "server_cpu=10%")
        #expect(missing.end == .code(103) && missing.complaints.contains("does not have it"), "\(missing.complaints)")
    }
}
