import FoundationEssentials
import Metrics
import Testing

@testable import Reporting

/// What stands in code style in Docs/Results.md.
private func documentedNames() throws -> Set<String> {
    let document = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Docs/Results.md")
    let text = String(decoding: try Data(contentsOf: document), as: UTF8.self)
    return Set(text.split(separator: "`", omittingEmptySubsequences: false).map(String.init))
}

/// Every key of a JSON text.
private func keys(_ json: String) throws -> Set<String> {
    Set(json.matches(of: try Regex("\"([^\"\\\\]+)\": ", as: (Substring, Substring).self)).map { String($0.output.1) })
}

@Test(arguments: [SampleResult.open, SampleScript.result])
func everyKeyOfTheSummaryIsExplained(result: RunResult) throws {
    var result = result
    result.verdict = SampleResult.closed.verdict
    result.scenario = JSONText("{}")
    let unexplained = try keys(String(decoding: SummaryJSON.bytes(result), as: UTF8.self))
        .subtracting(documentedNames()).subtracting(["version", "trends", "counters", "role"])
    #expect(unexplained.isEmpty)
}

@Test func everyColumnIsExplained() throws {
    var result = SampleScript.result
    result.metrics = RunMetrics(basis: nil, trends: [:], counters: [:], peakOpen: 0, closes: [], errors: [])
    for index in 0..<2 { result.kinds?[index].metrics = result.metrics }
    let headers = [TimeSeriesCSV.header, HistogramCSV.bytes(result), ErrorsCSV.bytes([])]
    let columns = headers.flatMap {
        String(decoding: $0.dropLast(), as: UTF8.self).split(separator: ",").map(String.init)
    }
    #expect(columns.count == 39)
    #expect(Set(columns).subtracting(try documentedNames()).isEmpty)
}

/// As the load runner's source names them.
@Test func everyKindOfErrorOfASessionIsExplained() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/LoadRunner")
    let name = try Regex("kind: \"([a-z-]+)\"", as: (Substring, Substring).self)
    var kinds: Set<String> = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(".swift") {
        let text = String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
        kinds.formUnion(text.matches(of: name).map { String($0.output.1) })
    }
    #expect(kinds.isSuperset(of: ["pong-timeout", "expect-timeout", "closed-by-server"]))
    #expect(kinds.subtracting(try documentedNames()).isEmpty)
}

/// Of a comparison, and of its limits.
@Test func everyKeyAndColumnOfAComparisonIsExplained() throws {
    let comparison = Comparison(
        rounds: [SampleRuns.variant("a", rounds: 8, p50: 100), SampleRuns.variant("b", rounds: 8, p50: 110)],
        reference: 0)
    var report = ComparisonReport(tool: ToolInfo(name: "squall", version: "1"), comparison: comparison)
    (report.scenarioName, report.status, report.startedAt, report.finishedAt) = ("a", .completed, "", "")
    (report.seed, report.roundsPlanned) = (1, 8)
    report.limits = [LimitOutcome(try RegressionLimit("p99=1%"), in: comparison.variants[1])]
    let names = try documentedNames()
    let found = try keys(String(decoding: ComparisonJSON.bytes(report), as: UTF8.self))
    #expect(found.isSuperset(of: ["limits", "worse_percent", "figures", "high", "difference_low_percent"]))
    #expect(found.subtracting(names).subtracting(["version"]).isEmpty)
    let columns = String(decoding: ComparisonCSV.bytes(comparison).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    #expect(Set(columns.split(separator: ",").map(String.init)).subtracting(names).isEmpty)
}
