/// What a difference is judged by.
package enum ComparisonBasis: String, Sendable {
    /// Rounds in which reference and variant ran in turn.
    case rounds
    /// Runs that were not made in turn.
    case runs
    /// The seconds of one run each.
    case seconds
}
