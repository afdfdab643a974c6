import Synchronization

/// A number of things that all workers take from, one at a time.
final class SharedCount: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) { left = Atomic(count) }

    /// Takes one, if there is one left.
    func take() -> Bool { left.subtract(1, ordering: .relaxed).newValue >= 0 }

    /// Takes all that are left.
    func takeAll() -> Int { max(0, left.exchange(0, ordering: .relaxed)) }
}
