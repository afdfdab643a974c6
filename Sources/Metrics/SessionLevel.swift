import Synchronization

/// How many sessions are open, of all workers: they share it, and change it where a session opens or leaves. So the highest
/// value that any of them sees is the most that were open at one moment.
package final class SessionLevel: Sendable {
    private let count = Atomic<Int>(0)

    package init() {}

    /// As it stands.
    package var now: Int { count.load(ordering: .relaxed) }

    /// - Returns: what it comes to.
    func add(_ change: Int) -> Int { count.add(change, ordering: .relaxed).newValue }
}
