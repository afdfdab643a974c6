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
        let start = position
        var index = start
        while head.byte(at: index).isTokenByte { index += 1 }
        let name = start..<index
        if name.isEmpty, head.byte(at: index) == UInt8(ascii: "\r") { return nil }
        let isField = !name.isEmpty && head.byte(at: index) == UInt8(ascii: ":")
        var isClean = true
        while head.byte(at: index) != UInt8(ascii: "\n") {
            index += 1
            isClean = isClean && head.byte(at: index - 1).isFieldByte
            // The CR before the LF is the line's end and the only control character that it may hold.
            if head.byte(at: index) == UInt8(ascii: "\r"), head.byte(at: index + 1) == UInt8(ascii: "\n") { break }
        }
        guard isField, isClean else { throw .malformedHeader(head.string(start..<index)) }
        position = index + 2
        return Field(name: name, value: head.trimmed((name.upperBound + 1)..<index))
    }
}
