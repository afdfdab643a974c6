import Synchronization

/// A fan-out group: how many sessions of all workers are among its receivers.
final class FanOutGroup: Sendable {
    private let members = Atomic<Int>(0)

    /// Those that a message is to reach that is sent now.
    var memberCount: Int { members.load(ordering: .relaxed) }

    func join() { members.add(1, ordering: .relaxed) }

    func leave() { members.subtract(1, ordering: .relaxed) }
}
