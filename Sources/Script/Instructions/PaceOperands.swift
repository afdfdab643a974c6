/// A `pace`, and what is known of the messages behind it before the run.
package struct PaceOperands: Sendable {
    /// The loop around a pace.
    package struct Round: Hashable, Sendable {
        /// Of `loops`.
        package var loop: Int
        /// Its instructions; the last one repeats it.
        package var body: Range<Int>
    }

    /// Between two due times.
    package var interval: Duration
    /// The register of the next due time.
    package var register: Int
    /// Among the instructions.
    package var place: Int
    /// Whether a message follows each due time in any case, before another pace.
    package internal(set) var hasMessage = false
    /// The innermost loop, where each of its rounds comes to the pace; nil: nothing is known of further due times.
    package internal(set) var round: Round?
}
