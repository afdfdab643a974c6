/// What a stamped message says of itself: who sent it, which of its messages it is, and when.
package struct Stamp: Equatable, Sendable {
    /// Drawn anew for each run, so that messages of an earlier run are told apart.
    package var run: UInt32 = 0
    /// The fan-out group.
    package var group: UInt8 = 0
    /// Whether the message is in the figures, as its sender sees it.
    package var isMeasured = false
    /// The lowest ``numberBits`` bits of the message's number among all that were sent to its group, counted apart for
    /// those in the figures and those that are not.
    package var number: UInt32 = 0
    /// The sender, as no other of the run is called.
    package var session: UInt32 = 0
    /// Counts the sender's messages to this group, from 0 and without holes.
    package var sequence: UInt32 = 0
    /// When the message was due or sent, in nanoseconds of the monotonic clock.
    package var time: Int64 = 0

    /// Enough for 4 million messages to a group to be on their way at once.
    package static let numberBits = 23

    package init() {}

    /// Who sent the message to which group: what sequences are counted for.
    var source: UInt64 { UInt64(group) << 32 | UInt64(session) }
}
