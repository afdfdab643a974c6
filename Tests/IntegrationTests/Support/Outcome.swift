import FoundationEssentials
import Metrics

/// What a finished command left behind.
struct Outcome: Sendable {
    let end: ChildProcess.End
    let output: String
    let complaints: String
    let folder: TemporaryFolder

    /// Whether the run came to its planned end, whatever its verdict on a machine that others use too.
    var isComplete: Bool { end == .code(0) || end == .code(111) }

    /// The run's `summary.json`.
    func result() throws -> RunResult {
        guard folder.exists("result/summary.json") else {
            throw TestFailure("no summary.json; it ended with \(end) and wrote:\n\(output)\n\(complaints)")
        }
        return try JSONDecoder().decode(RunResult.self, from: folder.bytes("result/summary.json"))
    }

    func table(_ name: String) throws -> Table { try Table(folder.text("result/\(name)")) }
}

extension RunResult {
    /// A counter over the whole run.
    func total(_ counter: Counter) -> Int { metrics[counter].total }

    /// How often each kind of error was counted.
    var errors: [String: Int] { Dictionary(uniqueKeysWithValues: metrics.errors.map { ($0.kind, $0.count) }) }

    /// The message of the first error of a kind.
    func example(_ kind: String) -> String { metrics.errors.first { $0.kind == kind }?.example ?? "" }
}

extension CloseCount {
    /// As `4 × 1000 client`, to be compared at a glance.
    static func of(_ count: Int, _ code: UInt16, _ initiator: CloseInitiator) -> CloseCount {
        CloseCount(code: code, initiator: initiator, count: count)
    }
}
