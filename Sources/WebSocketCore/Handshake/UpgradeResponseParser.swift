/// The client's side of reading the opening handshake (RFC 6455, section 4.1), at any split of the bytes.
///
/// Keeps bytes only of a response that does not come whole.
package struct UpgradeResponseParser: Sendable {
    private enum State: Sendable {
        case head
        case refusal(Refusal)
        case finished
    }

    private struct Refusal: Sendable {
        let status: Int
        let reason: String
        let location: String?
        var body: RefusalBody

        var error: HandshakeError { .status(status, reason: reason, location: location, bodyStart: body.text) }
    }

    private enum Outcome {
        case accepted(UpgradeResponse)
        case refused(Refusal)
    }

    /// Bytes of an answer in another protocol that are reported.
    static let reportedStart = 32

    private let key: HandshakeKey
    private let subprotocols: [String]
    private let extensions: [ExtensionHeader]
    private var collector: HeadCollector
    private var state = State.head
    private let keepsHeaders: Bool
    /// Those of a refusal, where they are kept.
    package private(set) var refusalHeaders: [HTTPHeader] = []

    /// - Parameters:
    ///   - key: that was sent; the one of `request` is not looked at.
    ///   - request: what was offered.
    ///   - limits: on the response's head.
    ///   - keepsHeaders: whether `refusalHeaders` are to be had; default false.
    package init(
        key: HandshakeKey, request: UpgradeRequest, limits: HandshakeLimits = HandshakeLimits(),
        keepsHeaders: Bool = false
    ) {
        self.key = key
        self.keepsHeaders = keepsHeaders
        subprotocols = request.subprotocols
        extensions = request.extensions
        collector = HeadCollector(limits: limits)
    }

    /// The refusal of which the body is still awaited, with what has come of it; for callers whose time is up.
    package var refusal: HandshakeError? {
        if case .refusal(let refusal) = state { refusal.error } else { nil }
    }

    /// Takes bytes.
    ///
    /// - Parameters:
    ///   - bytes: what was received.
    ///   - cursor: where to go on; moved behind the response, so that frames right behind it are not lost.
    /// - Returns: nil when the response has not come to its end.
    /// - Throws: what is wrong with the response; nothing can be parsed after that. A refusal is thrown when the first
    ///   bytes of its body are there, or its body has ended.
    package mutating func parse(
        _ bytes: RawSpan, at cursor: inout Int
    ) throws(HandshakeError) -> UpgradeResponse? {
        switch state {
        case .head:
            try checkStart(bytes, at: cursor)
            guard let head = try collector.collect(bytes, at: &cursor) else { return nil }
            let outcome = try head.withBytes(in: bytes) { span throws(HandshakeError) in
                try judge(span, head)
            }
            switch outcome {
            case .accepted(let response):
                state = .finished
                return response
            case .refused(let refusal):
                if keepsHeaders { refusalHeaders = head.withBytes(in: bytes) { HeaderReader.headers(of: $0) } }
                try takeBody(of: refusal, bytes, at: &cursor)
                return nil
            }
        case .refusal(let refusal):
            try takeBody(of: refusal, bytes, at: &cursor)
            return nil
        case .finished:
            return nil
        }
    }

    /// The stream ended before the handshake did.
    ///
    /// - Returns: the refusal, if one was on its way, else `endOfStream`.
    package mutating func streamEnded() -> HandshakeError {
        defer { state = .finished }
        return refusal ?? .endOfStream(bytesReceived: collector.kept.count)
    }
}

extension UpgradeResponseParser {
    /// Another protocol shows in the first bytes, long before a head of HTTP would end.
    private func checkStart(_ bytes: RawSpan, at cursor: Int) throws(HandshakeError) {
        let wanted: StaticString = "HTTP/"
        let before = collector.kept
        let count = min(wanted.utf8CodeUnitCount, before.count + bytes.byteCount - cursor)
        for index in before.count..<max(before.count, count)
        where unsafe bytes.byte(at: cursor + index - before.count) != wanted.utf8Start[index] {
            let end = min(bytes.byteCount, cursor + Self.reportedStart - before.count)
            throw .notHTTP(start: String(decoding: before + bytes.array(cursor..<end), as: UTF8.self))
        }
    }

    private func judge(_ head: RawSpan, _ received: ReceivedBytes) throws(HandshakeError) -> Outcome {
        let parsed = try ResponseHead(decoding: head)
        guard parsed.status == 101 else { return .refused(refusal(parsed, head)) }
        guard head.matches(parsed.version, "http/1.1") else { throw .httpVersion(head.string(parsed.version)) }
        if let name = parsed.duplicate { throw .duplicateHeader(head.string(name)) }
        guard let upgrade = parsed.upgrade, head.matches(upgrade, "websocket") else {
            throw .wrongUpgrade(parsed.upgrade.map { head.string($0) })
        }
        guard parsed.connectionUpgrades else { throw .wrongConnection(parsed.connection.map { head.string($0) }) }
        try checkAccept(parsed.accept, head)
        return .accepted(
            UpgradeResponse(
                subprotocol: try subprotocol(parsed.subprotocol, head),
                extensions: try extensions(parsed.extensions, head), head: received))
    }

    private func checkAccept(_ accept: Range<Int>?, _ head: RawSpan) throws(HandshakeError) {
        let expected = key.expectedAccept
        if let accept, head.equals(accept, expected.span) { return }
        let text = unsafe expected.span.bytes.string(0..<expected.count)
        throw .wrongAccept(expected: text, got: accept.map { head.string($0) })
    }

    private func subprotocol(_ range: Range<Int>?, _ head: RawSpan) throws(HandshakeError) -> String? {
        guard let range else { return nil }
        let name = head.string(range)
        guard subprotocols.contains(name) else { throw .subprotocolNotOffered(name) }
        return name
    }

    private func extensions(_ range: Range<Int>?, _ head: RawSpan) throws(HandshakeError) -> [ExtensionHeader] {
        guard let range else { return [] }
        let accepted = try ExtensionHeader.parse(head.string(range))
        for header in accepted where !extensions.contains(where: { $0.name == header.name }) {
            throw .extensionNotOffered(header.name)
        }
        return accepted
    }

    private func refusal(_ parsed: ResponseHead, _ head: RawSpan) -> Refusal {
        let framing: RefusalBody.Framing
        switch parsed.status {
        // These have no body (RFC 7230, section 3.3.3).
        case 100..<200, 204, 304: framing = .length(0)
        case _ where parsed.isChunked: framing = .chunked
        default: framing = parsed.contentLength.flatMap { head.decimal($0) }.map { .length($0) } ?? .endOfStream
        }
        return Refusal(
            status: parsed.status, reason: head.string(parsed.reason),
            location: parsed.location.map { head.string($0) }, body: RefusalBody(framing: framing))
    }

    private mutating func takeBody(
        of refusal: Refusal, _ bytes: RawSpan, at cursor: inout Int
    ) throws(HandshakeError) {
        var refusal = refusal
        let isComplete = refusal.body.take(bytes, at: &cursor)
        state = isComplete ? .finished : .refusal(refusal)
        if isComplete { throw refusal.error }
    }
}
