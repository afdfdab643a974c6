/// All errors of one kind.
package struct ErrorRecord: Sendable, Equatable {
    /// At least 1.
    package var count: Int
    /// Nanoseconds of the worker's clock.
    package var first: Int64
    /// Likewise, of the last.
    package var last: Int64
    /// The first message of this kind.
    package var example: String

    package init(count: Int, first: Int64, last: Int64, example: String) {
        self.count = count
        self.first = first
        self.last = last
        self.example = example
    }

    /// Takes in what another worker, or a later second, saw of the same kind.
    package mutating func merge(_ other: ErrorRecord) {
        if other.first < first {
            first = other.first
            example = other.example
        }
        last = max(last, other.last)
        count += other.count
    }
}
