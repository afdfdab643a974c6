/// The parts of a response's head that the handshake looks at. Ranges are into the head.
struct ResponseHead {
    let version: Range<Int>
    let status: Int
    let reason: Range<Int>
    private(set) var upgrade: Range<Int>?
    private(set) var connection: Range<Int>?
    /// Whether any of the `Connection` headers has the token `Upgrade`.
    private(set) var connectionUpgrades = false
    private(set) var accept: Range<Int>?
    private(set) var subprotocol: Range<Int>?
    private(set) var extensions: Range<Int>?
    private(set) var location: Range<Int>?
    private(set) var contentLength: Range<Int>?
    private(set) var isChunked = false
    /// A header that must come once and came twice.
    private(set) var duplicate: Range<Int>?

    /// - Parameter head: with its empty line.
    /// - Throws: `notHTTP` for the first line, `malformedHeader` for the others unless the status says enough.
    init(decoding head: RawSpan) throws(HandshakeError) {
        var reader = HeaderReader(head)
        let lineEnd = reader.firstLine.upperBound
        // HTTP/1.1 101 Switching Protocols, where all behind the status may be missing.
        guard lineEnd >= 12, head.matches(0..<5, "http/"), head.byte(at: 8) == 0x20,
            let status = head.decimal(9..<12), status >= 100, lineEnd == 12 || head.byte(at: 12) == 0x20,
            head.firstControl(in: reader.firstLine) == nil
        else { throw .notHTTP(start: head.string(0..<min(lineEnd, UpgradeResponseParser.reportedStart))) }
        version = 0..<8
        self.status = status
        reason = head.trimmed(12..<lineEnd)

        do {
            while let field = try reader.next(in: head) { note(field, head) }
        } catch {
            if status == 101 { throw error }
        }
    }

    private mutating func note(_ field: HeaderReader.Field, _ head: RawSpan) {
        switch field.name.count {
        case 7 where head.matches(field.name, "upgrade"): upgrade = once(field, upgrade)
        case 8 where head.matches(field.name, "location"): location = field.value
        case 10 where head.matches(field.name, "connection"):
            connection = field.value
            connectionUpgrades = connectionUpgrades || head.listContains(field.value, "upgrade")
        case 14 where head.matches(field.name, "content-length"): contentLength = field.value
        case 17 where head.matches(field.name, "transfer-encoding"):
            isChunked = head.listContains(field.value, "chunked")
        case 20 where head.matches(field.name, "sec-websocket-accept"): accept = once(field, accept)
        case 22 where head.matches(field.name, "sec-websocket-protocol"): subprotocol = once(field, subprotocol)
        case 24 where head.matches(field.name, "sec-websocket-extensions"): extensions = once(field, extensions)
        default: break
        }
    }

    private mutating func once(_ field: HeaderReader.Field, _ earlier: Range<Int>?) -> Range<Int> {
        if earlier != nil { duplicate = field.name }
        return field.value
    }
}
