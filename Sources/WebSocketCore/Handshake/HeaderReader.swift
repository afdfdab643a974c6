/// Walks over the header fields of a whole head (RFC 7230, section 3.2).
struct HeaderReader {
    /// One field: where its name and its trimmed value lie.
    struct Field {
        let name: Range<Int>
        let value: Range<Int>
    }

    private var position: Int

    /// - Parameter start: the offset of the first field, behind the first line.
    init(at start: Int) {
        position = start
    }

    /// The next field.
    ///
    /// - Parameter head: ends with the empty line, and each line with CR LF.
    /// - Returns: nil at the empty line.
    /// - Throws: `malformedHeader` for a line without a name and a colon, folded over lines, or with control characters.
    mutating func next(in head: RawSpan) throws(HandshakeError) -> Field? {
        var end = position
        while head.byte(at: end) != UInt8(ascii: "\r") || head.byte(at: end + 1) != UInt8(ascii: "\n") { end += 1 }
        let line = position..<end
        guard !line.isEmpty else { return nil }
        position = end + 2

        var nameEnd = line.lowerBound
        while head.byte(at: nameEnd).isTokenByte { nameEnd += 1 }
        guard nameEnd > line.lowerBound, head.byte(at: nameEnd) == UInt8(ascii: ":"),
            ((nameEnd + 1)..<end).allSatisfy({ head.byte(at: $0).isFieldByte })
        else { throw .malformedHeader(head.string(line)) }
        return Field(name: line.lowerBound..<nameEnd, value: head.trimmed((nameEnd + 1)..<end))
    }
}
