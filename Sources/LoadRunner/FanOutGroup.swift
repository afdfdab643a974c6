import Synchronization

/// A fan-out group: how many sessions of all workers are among its receivers, and how many messages were sent to it.
///
/// Both stand in one atomic, so that every message falls, for each member, before or behind its coming and its going: what a
/// member is to receive is known exactly. Messages in the figures and the others are counted apart.
final class FanOutGroup: Sendable {
    /// What was sent so far.
    struct Numbers {
        var measured: UInt64 = 0
        var rest: UInt64 = 0
    }

    /// What a message is to its group.
    struct Send {
        var members: Int
        /// How many of its book were sent before.
        var number: UInt64
    }

    private static let member: UInt64 = 1 << 40
    private let measured = Atomic<UInt64>(0)
    private let rest = Atomic<UInt64>(0)

    private static func number(_ book: UInt64) -> UInt64 { book & (member - 1) }

    /// How many messages were sent.
    var numbers: Numbers {
        Numbers(
            measured: FanOutGroup.number(measured.load(ordering: .relaxed)),
            rest: FanOutGroup.number(rest.load(ordering: .relaxed)))
    }

    /// A message is sent now, in the figures or not.
    func send(isMeasured: Bool) -> Send {
        let before =
            isMeasured
            ? measured.wrappingAdd(1, ordering: .relaxed).oldValue : rest.wrappingAdd(1, ordering: .relaxed).oldValue
        return Send(members: Int(before / FanOutGroup.member), number: FanOutGroup.number(before))
    }

    /// - Returns: the numbers of the first messages that the new member is to receive.
    func join() -> Numbers {
        Numbers(
            measured: FanOutGroup.number(measured.wrappingAdd(FanOutGroup.member, ordering: .relaxed).oldValue),
            rest: FanOutGroup.number(rest.wrappingAdd(FanOutGroup.member, ordering: .relaxed).oldValue))
    }

    /// - Returns: the numbers of the first messages that the member is not to receive any more.
    func leave() -> Numbers {
        Numbers(
            measured: FanOutGroup.number(measured.wrappingSubtract(FanOutGroup.member, ordering: .relaxed).oldValue),
            rest: FanOutGroup.number(rest.wrappingSubtract(FanOutGroup.member, ordering: .relaxed).oldValue))
    }
}
