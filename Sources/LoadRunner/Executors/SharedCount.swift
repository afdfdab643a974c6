import Synchronization

/// A number of things that all workers take from, one at a time.
final class SharedCount: Sendable {
    private let left: Atomic<Int>

    init(_ count: Int) { left = Atomic(count) }

    /// Takes one, if there is one left.
    func take() -> Bool {
        var known = left.load(ordering: .relaxed)
        while known > 0 {
            let (isTaken, found) = left.weakCompareExchange(expected: known, desired: known - 1, ordering: .relaxed)
            if isTaken { return true }
            known = found
        }
        return false
    }

    /// Gives one back that was taken.
    func giveBack() { left.add(1, ordering: .relaxed) }

    /// Takes all that are left.
    func takeAll() -> Int { left.exchange(0, ordering: .relaxed) }
}
