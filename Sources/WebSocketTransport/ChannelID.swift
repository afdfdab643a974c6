/// One WebSocket of a channel table, for as long as it lives: from `open` or `accepted` to `connectFailed` or `closed`.
///
/// Not a file descriptor and not a stream: several channels may one day share a stream (RFC 8441).
package struct ChannelID: Hashable, Sendable {
    let slot: UInt32

    /// Stands where there is no channel yet.
    package static let none = ChannelID(slot: .max)

    init(slot: UInt32) { self.slot = slot }
}
