/// The most that a peer may send at once. Both are checked when a header comes, before its payload.
package struct FrameLimits: Hashable, Sendable {
    /// Payload bytes of one frame; default 16 MiB. Payload is not buffered here, so that this guards consumers only.
    package var frame: Int
    /// Payload bytes of one message over all its frames; default 64 MiB, the most that an assembler holds.
    package var message: Int

    package init(frame: Int = 16 << 20, message: Int = 64 << 20) {
        self.frame = frame
        self.message = message
    }
}
