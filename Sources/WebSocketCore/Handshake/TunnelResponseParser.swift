/// Reads a proxy's answer to `CONNECT`, at any split of the bytes.
package struct TunnelResponseParser: Sendable {
    private var collector = HeadCollector(limits: HandshakeLimits())

    package init() {}

    /// Takes bytes.
    ///
    /// - Parameters:
    ///   - bytes: what was received.
    ///   - cursor: where to go on; moved behind the answer, so that what comes through the tunnel is not lost.
    /// - Returns: whether the tunnel stands.
    /// - Throws: `status` for any but 2xx, and what is wrong with an answer.
    package mutating func parse(_ bytes: RawSpan, at cursor: inout Int) throws(HandshakeError) -> Bool {
        guard let head = try collector.collect(bytes, at: &cursor) else { return false }
        try head.withBytes(in: bytes) { span throws(HandshakeError) in
            let parsed = try ResponseHead(decoding: span)
            guard 200..<300 ~= parsed.status else {
                throw .status(parsed.status, reason: span.string(parsed.reason), location: nil, bodyStart: "")
            }
        }
        return true
    }

    /// The stream ended before the answer did.
    package func streamEnded() -> HandshakeError { .endOfStream(bytesReceived: collector.kept.count) }
}
