import FoundationEssentials
import Metrics

/// Reads what runs have left behind.
package enum ResultReader {
    /// What a folder holds: one run, several runs in folders of their own, or a comparison, whose variants come with the
    /// reference first.
    ///
    /// - Parameter path: of the folder.
    /// - Returns: at least one result.
    /// - Throws: where there is no result, or one that cannot be read.
    package static func results(_ path: String) throws(ResultReaderError) -> [ComparedResult] {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        if exists(path + "/comparison.json") { return try comparison(path) }
        return [try result(path)]
    }

    private static func comparison(_ path: String) throws(ResultReaderError) -> [ComparedResult] {
        guard let content = FileManager.default.contents(atPath: path + "/comparison.json"),
            let index = try? JSONDecoder().decode(ComparisonIndex.self, from: content)
        else { throw .unreadable("\(path)/comparison.json") }
        let names = index.variants.map(\.name)
        var results: [ComparedResult] = []
        for name in [index.reference] + names.filter({ $0 != index.reference }) {
            results.append(try result("\(path)/\(name)"))
        }
        return results
    }

    private static func result(_ path: String) throws(ResultReaderError) -> ComparedResult {
        if exists(path + "/summary.json") {
            let run = try run(path)
            var result = ComparedResult(
                variant: ComparedVariant(name: path, runs: [ComparedRun(run, round: nil, folder: path)]),
                scenario: run.scenario)
            if let csv = FileManager.default.contents(atPath: path + "/timeseries.csv") {
                result.seconds = SecondsReader.series(Array(csv))
                let silence = [Double](repeating: 0, count: EarlyLoss(run)?.silentSeconds ?? 0)
                result.seconds[.throughput]?.append(contentsOf: silence)
            }
            return result
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let folders = names.sorted().filter { exists("\(path)/\($0)/summary.json") }
        guard !folders.isEmpty else { throw .noResult(path) }
        let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let isVariant = exists(parent + "/comparison.json")
        var runs: [ComparedRun] = []
        var scenario = JSONText("{}")
        for name in folders {
            let result = try run("\(path)/\(name)")
            if runs.isEmpty { scenario = result.scenario }
            let round = isVariant ? ComparisonFolder.round(ofFolder: name) : nil
            runs.append(ComparedRun(result, round: round, folder: "\(path)/\(name)"))
        }
        return ComparedResult(
            variant: ComparedVariant(name: path, runs: runs),
            // However the path is written, it is the same comparison.
            rounds: isVariant ? URL(filePath: parent).standardizedFileURL.path : nil, scenario: scenario)
    }

    private static func run(_ path: String) throws(ResultReaderError) -> RunResult {
        guard let content = FileManager.default.contents(atPath: path + "/summary.json"),
            let result = try? SummaryJSON.read(Array(content))
        else { throw .unreadable("\(path)/summary.json") }
        return result
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}

/// What a reader needs to know of a comparison: the rest is made anew from its runs.
private struct ComparisonIndex: Decodable {
    struct Variant: Decodable {
        var name: String
    }

    var reference: String
    var variants: [Variant]
}
