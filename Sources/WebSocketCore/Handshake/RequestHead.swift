/// The parts of a request's head that the handshake looks at. Ranges are into the head.
struct RequestHead {
    let method: Range<Int>
    let target: Range<Int>
    let version: Range<Int>
    private(set) var host: Range<Int>?
    private(set) var upgrade: Range<Int>?
    /// Whether any of the `Upgrade` headers has the token `websocket`.
    private(set) var upgradesToWebSocket = false
    private(set) var connection: Range<Int>?
    /// Whether any of the `Connection` headers has the token `Upgrade`.
    private(set) var connectionUpgrades = false
    private(set) var key: Range<Int>?
    private(set) var protocolVersion: Range<Int>?
    private(set) var origin: Range<Int>?
    private(set) var subprotocols: [String] = []
    private(set) var extensions: [ExtensionHeader] = []
    private(set) var others: [HTTPHeader] = []

    /// - Parameter head: with its empty line.
    /// - Throws: a first line or a header that breaks the grammar, or a header that came twice and must not.
    init(decoding head: RawSpan) throws(HandshakeError) {
        var reader = HeaderReader(head)
        let lineEnd = reader.firstLine.upperBound
        guard let methodEnd = head.firstIndex(of: 0x20, in: 0..<lineEnd), methodEnd > 0,
            let targetEnd = head.firstIndex(of: 0x20, in: (methodEnd + 1)..<lineEnd), targetEnd > methodEnd + 1,
            lineEnd - targetEnd == 9, head.matches((targetEnd + 1)..<(targetEnd + 6), "http/")
        else { throw .malformedRequestLine(head.string(0..<lineEnd)) }
        method = 0..<methodEnd
        target = (methodEnd + 1)..<targetEnd
        version = (targetEnd + 1)..<lineEnd

        while let field = try reader.next(in: head) { try note(field, head) }
    }

    private mutating func note(_ field: HeaderReader.Field, _ head: RawSpan) throws(HandshakeError) {
        switch field.name.count {
        case 4 where head.matches(field.name, "host"): host = try once(field, host, head)
        case 6 where head.matches(field.name, "origin"): origin = try once(field, origin, head)
        case 7 where head.matches(field.name, "upgrade"):
            upgrade = field.value
            upgradesToWebSocket = upgradesToWebSocket || head.listContains(field.value, "websocket")
        case 10 where head.matches(field.name, "connection"):
            connection = field.value
            connectionUpgrades = connectionUpgrades || head.listContains(field.value, "upgrade")
        case 17 where head.matches(field.name, "sec-websocket-key"): key = try once(field, key, head)
        case 21 where head.matches(field.name, "sec-websocket-version"):
            protocolVersion = try once(field, protocolVersion, head)
        case 22 where head.matches(field.name, "sec-websocket-protocol"):
            subprotocols += head.listElements(field.value)
        case 24 where head.matches(field.name, "sec-websocket-extensions"):
            extensions += try ExtensionHeader.parse(head.string(field.value))
        default:
            others.append(HTTPHeader(name: head.string(field.name), value: head.string(field.value)))
        }
    }

    private func once(
        _ field: HeaderReader.Field, _ earlier: Range<Int>?, _ head: RawSpan
    ) throws(HandshakeError) -> Range<Int> {
        guard earlier == nil else { throw .duplicateHeader(head.string(field.name)) }
        return field.value
    }
}
