/// The most that a peer may send as the head of its request or response.
package struct HandshakeLimits: Hashable, Sendable {
    /// Bytes of the whole head, its last empty line included; default 64 KiB. Servers that set many cookies need more.
    package var headSize: Int
    /// Number of header fields; default 128.
    package var headerCount: Int

    package init(headSize: Int = 64 << 10, headerCount: Int = 128) {
        self.headSize = headSize
        self.headerCount = headerCount
    }
}
