/// Bytes that TLS adds to what it carries: handshakes, and headers and tags of records. With kTLS what the kernel adds is
/// not known.
package struct TLSOverhead: Sendable, Equatable {
    /// By this side.
    package var sent = 0
    /// From the peers.
    package var received = 0

    package init() {}
}
