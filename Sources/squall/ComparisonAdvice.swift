import Reporting
import Scenario

/// What a scenario's author should know before a comparison.
enum ComparisonAdvice {
    /// A sentence where the rounds are too few for any difference to be found; else nil.
    static func rounds(_ plan: ComparisonPlan, variants: Int) -> String? {
        let fewest = Comparison.fewestRounds(variants: variants)
        guard let rounds = plan.rounds, rounds < fewest else { return nil }
        let given = rounds == 1 ? "1 round is" : "\(rounds) rounds are"
        return "\(given) too few to show a difference between \(variants) variants: it takes \(fewest)"
    }
}
