import Reporting
import Scenario

/// What a scenario's author should know before a comparison.
enum ComparisonAdvice {
    /// A sentence where the rounds are too few for any difference to be found; else nil.
    static func rounds(_ plan: ComparisonPlan, variants: Int) -> String? {
        let fewest = Comparison.fewestRounds(variants: variants)
        guard let rounds = plan.rounds, rounds < fewest else { return nil }
        return "\(rounds) round\(rounds == 1 ? "" : "s") of \(variants) variants are too few to show a difference: "
            + "it takes \(fewest)"
    }
}
