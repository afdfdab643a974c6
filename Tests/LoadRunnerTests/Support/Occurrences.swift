import Synchronization

/// Counts how often a script of a test has been at a place.
final class Occurrences: Sendable {
    private let count = Atomic<Int>(0)

    /// Which time this is, from 1.
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}
