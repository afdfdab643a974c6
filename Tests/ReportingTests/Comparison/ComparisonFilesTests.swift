import FoundationEssentials
import Metrics
import Testing

@testable import Reporting

/// What a comparison leaves behind, written and read again.
@Suite struct ComparisonFilesTests {
    private func report(_ comparison: Comparison) -> ComparisonReport {
        var report = ComparisonReport(tool: ToolInfo(name: "squall", version: "1"), comparison: comparison)
        report.scenarioName = "masks"
        report.status = .completed
        report.seed = 7
        return report
    }

    private func comparison() -> Comparison {
        Comparison(
            rounds: [
                SampleRuns.variant("slow", rounds: 10, p50: 120), SampleRuns.variant("base", rounds: 10, p50: 100),
            ], reference: 1)
    }

    private struct Document: Decodable {
        struct Metric: Decodable {
            var value: Double
            var difference_percent: Double?
            var mark: String
            var word: String
        }

        struct Variant: Decodable {
            struct Run: Decodable {
                var round: Int
                var folder: String
                var used: Bool
                var figures: [String: Double]
            }

            var name: String
            var runs_used: Int
            var metrics: [String: Metric]
            var runs: [Run]
        }

        var scenario_name: String
        var reference: String
        var confidence: Double
        var variants: [Variant]
    }

    @Test func theJSONHoldsEveryFigureAndEveryRun() throws {
        let bytes = ComparisonJSON.bytes(report(comparison()))
        let document = try JSONDecoder().decode(Document.self, from: Data(bytes))
        #expect(document.scenario_name == "masks" && document.reference == "base")
        #expect(document.confidence == Comparison.confidence)
        #expect(document.variants.map(\.name) == ["slow", "base"])
        let slow = try #require(document.variants.first)
        #expect(slow.runs_used == 10 && slow.runs.count == 10)
        #expect(slow.runs[0].folder == "slow/round-01" && slow.runs[9].folder == "slow/round-10")
        #expect(Set(slow.metrics.keys) == ["throughput", "cpu", "server_cpu", "bytes", "p50", "p99"])
        #expect(slow.metrics["p50"]?.mark == "worse" && slow.metrics["p50"]?.word == "slower")
        #expect(slow.metrics["p50"]?.difference_percent.map { abs($0 - 20) < 1 } == true)
        #expect(document.variants[1].metrics["p50"]?.difference_percent == nil)
    }

    @Test func theTableHasARowForEachMetricOfEachVariant() {
        let lines = String(decoding: ComparisonCSV.bytes(comparison()), as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 1 + 2 * ComparisonMetric.allCases.count)
        #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 12 })
        #expect(lines.contains { $0.hasPrefix("slow,p50,us,10,0,") && $0.hasSuffix(",slower") })
        #expect(lines.contains { $0.hasPrefix("base,p50,us,10,0,") && $0.hasSuffix(",,,,reference") })
    }

    @Test func whatWasWrittenIsReadAgain() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "squall-test-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: place) }
        let folder = try ComparisonFolder.create(
            at: place + "/", name: "masks", startedAt: UTCTime(unixSeconds: 0), scenario: "{}")
        #expect(folder.path == place)
        for name in ["slow", "base"] {
            for round in 1...3 {
                let run = try folder.runFolder(variant: name, round: round, scenario: "{}")
                run.write(SampleRuns.result(p50: name == "slow" ? 120 : 100))
            }
        }
        folder.write(report(comparison()))
        #expect(folder.problem == nil)
        let results = try ResultReader.results(place)
        #expect(results.map(\.variant.name) == ["\(place)/base", "\(place)/slow"])
        #expect(results.allSatisfy { $0.rounds == place && $0.variant.runs.map(\.round) == [1, 2, 3] })
        #expect(results[1].variant.runs[0].figures[.p50].map { abs($0 - 120) < 1 } == true)
        let variant = try ResultReader.results("\(place)/slow/")
        #expect(variant.map(\.rounds) == [place])
        let run = try ResultReader.results("\(place)/slow/round-02")
        #expect(run.map(\.rounds) == [nil] && run[0].variant.runs.count == 1)
        #expect(throws: ResultFolderError.occupied(path: place)) {
            try ComparisonFolder.create(
                at: place, name: "masks", startedAt: UTCTime(unixSeconds: 0), scenario: "{}")
        }
    }

    @Test func aFolderWithoutAResultIsRefused() {
        #expect(throws: ResultReaderError.noResult("/nowhere")) { try ResultReader.results("/nowhere") }
    }
}
