/// The end of a loop, and where its state is kept.
package struct LoopOperands: Sendable {
    /// Rounds; `Int.max` where they are not limited.
    package var count: Int
    /// No round begins after it; nil: no such limit.
    package var duration: Duration?
    /// The register of the rounds that are left; the next one holds the moment at which the time is over.
    package var register: Int
}
