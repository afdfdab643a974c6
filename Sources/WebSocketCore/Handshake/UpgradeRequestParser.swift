/// The server's side of reading the opening handshake (RFC 6455, section 4.2.1), at any split of the bytes.
///
/// Keeps bytes only of a request that does not come whole.
package struct UpgradeRequestParser: Sendable {
    private var collector: HeadCollector
    private var isFinished = false

    /// - Parameter limits: on the request's head.
    package init(limits: HandshakeLimits = HandshakeLimits()) {
        collector = HeadCollector(limits: limits)
    }

    /// Takes bytes.
    ///
    /// - Parameters:
    ///   - bytes: what was received.
    ///   - cursor: where to go on; moved behind the request, so that frames right behind it are not lost.
    /// - Returns: nil when the request has not come to its end.
    /// - Throws: what is wrong with the request, to be answered with `HandshakeError.answer`; nothing can be parsed
    ///   after that.
    package mutating func parse(
        _ bytes: RawSpan, at cursor: inout Int
    ) throws(HandshakeError) -> UpgradeRequest? {
        guard !isFinished, let head = try collector.collect(bytes, at: &cursor) else { return nil }
        isFinished = true
        return try head.withBytes(in: bytes) { head throws(HandshakeError) in
            try Self.check(try RequestHead(decoding: head), head)
        }
    }

    /// The stream ended before the request did.
    package func streamEnded() -> HandshakeError {
        .endOfStream(bytesReceived: collector.kept.count)
    }

    private static func check(_ parsed: RequestHead, _ head: RawSpan) throws(HandshakeError) -> UpgradeRequest {
        guard head.string(parsed.method) == "GET" else { throw .method(head.string(parsed.method)) }
        guard head.matches(parsed.version, "http/1.1") else { throw .httpVersion(head.string(parsed.version)) }
        guard let host = parsed.host else { throw .missingHost }
        guard parsed.upgradesToWebSocket else { throw .wrongUpgrade(parsed.upgrade.map { head.string($0) }) }
        guard parsed.connectionUpgrades else { throw .wrongConnection(parsed.connection.map { head.string($0) }) }
        // Before the key: another version may have none.
        guard let version = parsed.protocolVersion, head.matches(version, "13") else {
            throw .wrongVersion(parsed.protocolVersion.map { head.string($0) })
        }
        guard let value = parsed.key, let key = HandshakeKey(decoding: head, value) else {
            throw .wrongKey(parsed.key.map { head.string($0) })
        }
        return try UpgradeRequest(
            resource: resource(parsed.target, head), host: head.string(host),
            origin: parsed.origin.map { head.string($0) }, subprotocols: parsed.subprotocols,
            extensions: parsed.extensions, headers: parsed.others, key: key)
    }

    /// The path and query of a target that may be an absolute URI (section 4.2.1, item 1).
    private static func resource(_ target: Range<Int>, _ head: RawSpan) -> String {
        let colon = head.firstIndex(of: UInt8(ascii: ":"), in: target) ?? target.lowerBound
        let scheme = target.lowerBound..<colon
        guard head.matches(scheme, "http") || head.matches(scheme, "https") else { return head.string(target) }
        let authority = min(colon + 3, target.upperBound)
        guard let slash = head.firstIndex(of: UInt8(ascii: "/"), in: authority..<target.upperBound) else { return "/" }
        return head.string(slash..<target.upperBound)
    }
}
