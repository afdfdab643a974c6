import Metrics
import Testing

/// What a run contradicts of a claim about times, and what it says of itself.
struct Attempt {
    var verdict: Verdict?
    /// In words; empty where the run agrees.
    var contradictions: [String]
}

/// Holds runs against a claim that only an undisturbed machine keeps: a run that contradicts it and says itself that it
/// was disturbed is done again, a valid one counts.
func expectOfValidRuns(
    atMost attempts: Int = 4, sourceLocation: SourceLocation = #_sourceLocation, _ attempt: () async throws -> Attempt
) async throws {
    var seen: [String] = []
    for _ in 1...attempts {
        let outcome = try await attempt()
        if outcome.contradictions.isEmpty { return }
        seen.append("\(outcome.verdict?.status.rawValue ?? "no verdict"): \(outcome.contradictions)")
        if outcome.verdict?.status == .valid { break }
    }
    Issue.record("\(seen.joined(separator: "\n"))", sourceLocation: sourceLocation)
}
