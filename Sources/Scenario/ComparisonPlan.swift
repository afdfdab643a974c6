/// How the variants of a scenario are held against each other: key `comparison`.
package struct ComparisonPlan: Sendable, Equatable {
    /// Rounds where the scenario names neither rounds nor a time: so many show a shift of 5 % on a machine whose runs
    /// differ by some 2.5 %.
    package static let defaultRounds = 16

    /// The index of the variant that the others are held against.
    package var reference: Int
    /// How often each variant runs; nil: until the time is over.
    package var rounds: Int?
    /// Time after which no other round begins; nil: no limit.
    package var duration: Duration?

    package init(reference: Int, rounds: Int?, duration: Duration?) {
        self.reference = reference
        self.rounds = rounds
        self.duration = duration
    }
}
