/// What a stamped message says of itself: who sent it, which of its messages it is, and when.
package struct Stamp: Equatable, Sendable {
    /// Drawn anew for each run, so that messages of an earlier run are told apart.
    package var run: UInt32 = 0
    /// The fan-out group.
    package var group: UInt16 = 0
    /// The sender's kind of session.
    package var kind: UInt16 = 0
    /// The sender's number in its kind.
    package var session: UInt32 = 0
    /// Counts the sender's messages to this group, from 0 and without holes.
    package var sequence: UInt32 = 0
    /// When the message was due or sent, in nanoseconds of the monotonic clock.
    package var time: Int64 = 0

    package init() {}

    /// Who sent the message to which group: what sequences are counted for.
    var source: UInt64 { UInt64(group) << 48 | UInt64(kind) << 32 | UInt64(session) }
}
