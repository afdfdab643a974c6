/// Goes forward over a JSON text (RFC 8259) without keeping anything of it. Each call is handed the same text.
///
/// A function gives false, or nil, where the text is wrong, and stays there.
struct JSONScanner {
    /// How deep containers may be nested below the place where skipping began.
    static let maximumDepth = 128

    var position = 0

    /// The next byte, or 0 at the end, which nothing begins with.
    @inline(__always)
    func peek(_ text: RawSpan) -> UInt8 { position < text.byteCount ? text.byte(at: position) : 0 }

    @inline(__always)
    mutating func skipBlanks(_ text: RawSpan) {
        while position < text.byteCount {
            let byte = text.byte(at: position)
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
            position &+= 1
        }
    }

    /// Takes `byte` if it comes next.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ text: RawSpan) -> Bool {
        guard peek(text) == byte else { return false }
        position &+= 1
        return true
    }

    /// Takes the value that comes next, whatever it is.
    mutating func value(_ text: RawSpan) -> JSONValue? {
        let start = position
        let kind: JSONValue.Kind
        switch peek(text) {
        case UInt8(ascii: "\""): return string(text)
        case UInt8(ascii: "{"): kind = .object
        case UInt8(ascii: "["): kind = .array
        case UInt8(ascii: "t"): kind = .true
        case UInt8(ascii: "f"): kind = .false
        case UInt8(ascii: "n"): kind = .null
        default: kind = .number
        }
        guard skipValue(text) else { return nil }
        return JSONValue(range: start..<position, kind: kind)
    }

    /// Takes the value that comes next.
    mutating func skipValue(_ text: RawSpan, depth: Int = 0) -> Bool {
        switch peek(text) {
        case UInt8(ascii: "\""): string(text) != nil
        case UInt8(ascii: "{"): depth < Self.maximumDepth && skipObject(text, depth: depth + 1)
        case UInt8(ascii: "["): depth < Self.maximumDepth && skipArray(text, depth: depth + 1)
        case UInt8(ascii: "t"): skip("true", text)
        case UInt8(ascii: "f"): skip("false", text)
        case UInt8(ascii: "n"): skip("null", text)
        default: skipNumber(text)
        }
    }

    private mutating func skipObject(_ text: RawSpan, depth: Int) -> Bool {
        position &+= 1
        skipBlanks(text)
        if take(UInt8(ascii: "}"), text) { return true }
        repeat {
            guard key(text) != nil, skipValue(text, depth: depth) else { return false }
            skipBlanks(text)
        } while take(UInt8(ascii: ","), text)
        return take(UInt8(ascii: "}"), text)
    }

    private mutating func skipArray(_ text: RawSpan, depth: Int) -> Bool {
        position &+= 1
        skipBlanks(text)
        if take(UInt8(ascii: "]"), text) { return true }
        repeat {
            skipBlanks(text)
            guard skipValue(text, depth: depth) else { return false }
            skipBlanks(text)
        } while take(UInt8(ascii: ","), text)
        return take(UInt8(ascii: "]"), text)
    }

    /// Takes a member's key and its colon, up to its value.
    @inline(__always)
    mutating func key(_ text: RawSpan) -> JSONValue? {
        skipBlanks(text)
        guard peek(text) == UInt8(ascii: "\""), let key = string(text) else { return nil }
        skipBlanks(text)
        guard take(UInt8(ascii: ":"), text) else { return nil }
        skipBlanks(text)
        return key
    }

    private mutating func skip(_ word: StaticString, _ text: RawSpan) -> Bool {
        let count = word.utf8CodeUnitCount
        guard position &+ count <= text.byteCount else { return false }
        for index in 0..<count where unsafe text.byte(at: position &+ index) != word.utf8Start[index] { return false }
        position &+= count
        return true
    }
}
