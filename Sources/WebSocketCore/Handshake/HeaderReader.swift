/// Walks over the header fields of a whole head (RFC 7230, section 3.2).
struct HeaderReader {
    /// One field: where its name and its trimmed value lie.
    struct Field {
        let name: Range<Int>
        let value: Range<Int>
    }

    /// The first line, which is no field, without its CR LF.
    let firstLine: Range<Int>
    private var position: Int

    /// - Parameter head: ends with the empty line, and each line with CR LF.
    init(_ head: RawSpan) {
        position = (head.firstIndex(of: UInt8(ascii: "\n"), in: 0..<head.byteCount) ?? 1) + 1
        firstLine = 0..<(position - 2)
    }

    /// The next field.
    ///
    /// - Parameter head: the same as at the start.
    /// - Returns: nil at the empty line.
    /// - Throws: `malformedHeader` for a line without a name and a colon, folded over lines, or with control characters.
    mutating func next(in head: RawSpan) throws(HandshakeError) -> Field? {
        guard let feed = head.firstIndex(of: UInt8(ascii: "\n"), in: position..<head.byteCount) else { return nil }
        let line = position..<(feed - 1)
        guard !line.isEmpty else { return nil }
        position = feed + 1

        var nameEnd = line.lowerBound
        while head.byte(at: nameEnd).isTokenByte { nameEnd += 1 }
        guard nameEnd > line.lowerBound, head.byte(at: nameEnd) == UInt8(ascii: ":"),
            head.firstControl(in: nameEnd..<line.upperBound) == nil
        else { throw .malformedHeader(head.string(line)) }
        return Field(name: line.lowerBound..<nameEnd, value: head.trimmed((nameEnd + 1)..<line.upperBound))
    }

    /// All fields of a head, up to the first that is malformed.
    static func headers(of head: RawSpan) -> [HTTPHeader] {
        var headers: [HTTPHeader] = []
        var reader = HeaderReader(head)
        while let field = try? reader.next(in: head) {
            headers.append(HTTPHeader(name: head.string(field.name), value: head.string(field.value)))
        }
        return headers
    }
}
