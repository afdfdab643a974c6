import Metrics
import Testing

/// What a run contradicts of a claim about times, and what it says of itself.
struct Attempt {
    var verdict: Verdict?
    /// In words; empty where the run agrees.
    var contradictions: [String]
}

/// Holds runs against a claim that only an undisturbed machine keeps: a run that contradicts it is done again, for it may
/// have been disturbed; of two that call themselves valid, the claim is wrong.
///
/// The reason of a verdict that is the `excuse` belongs to the claim: it holds as well where every run gives it.
func expectOfValidRuns(
    atMost attempts: Int = 4, excuse: String? = nil, sourceLocation: SourceLocation = #_sourceLocation,
    _ attempt: () async throws -> Attempt
) async throws {
    var seen: [String] = []
    var (validCount, excusedCount) = (0, 0)
    for _ in 1...attempts {
        let outcome = try await attempt()
        if outcome.contradictions.isEmpty { return }
        seen.append("\(outcome.verdict?.status.rawValue ?? "no verdict"): \(outcome.contradictions)")
        if outcome.verdict?.status == .valid { validCount += 1 }
        if outcome.verdict?.reasons.contains(where: { $0.code == excuse }) == true { excusedCount += 1 }
        if validCount == 2 { break }
    }
    guard excusedCount < attempts else { return }
    Issue.record("\(seen.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
