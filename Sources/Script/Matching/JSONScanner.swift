/// Goes forward over a JSON text (RFC 8259) without keeping anything of it. Each call is handed the same text.
///
/// What may be wrong gives nil or false; a scanner that has met it is of no more use.
//
// Where a call is not inlined, the position goes in and out by value, so that it stays in a register.
struct JSONScanner {
    /// How deep containers may be nested below the place where skipping began.
    static let maximumDepth = 128

    var position = 0

    /// The next byte, or 0 at the end, which nothing begins with.
    @inline(__always)
    func peek(_ text: RawSpan) -> UInt8 { text.byteOrEnd(at: position) }

    @inline(__always)
    mutating func skipBlanks(_ text: RawSpan) {
        if peek(text) <= 0x20 { position = Self.afterBlanks(text, position) }
    }

    /// Takes `byte` if it comes next.
    @inline(__always)
    mutating func take(_ byte: UInt8, _ text: RawSpan) -> Bool {
        guard peek(text) == byte else { return false }
        position &+= 1
        return true
    }

    /// Takes a member's key and its colon, up to its value.
    @inline(__always)
    mutating func key(_ text: RawSpan) -> JSONValue? {
        guard peek(text) == UInt8(ascii: "\""), let key = string(text) else { return nil }
        skipBlanks(text)
        guard take(UInt8(ascii: ":"), text) else { return nil }
        skipBlanks(text)
        return key
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
    @inline(__always)
    mutating func skipValue(_ text: RawSpan) -> Bool {
        if peek(text) == UInt8(ascii: "\"") { return string(text) != nil }
        guard let end = Self.afterValue(text, position) else { return false }
        position = end
        return true
    }

    private static func afterBlanks(_ text: RawSpan, _ start: Int) -> Int {
        var position = start
        while position < text.byteCount {
            let byte = text.byteOrEnd(at: position)
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            position &+= 1
        }
        return position
    }

    /// Where the value that begins at `start` ends.
    private static func afterValue(_ text: RawSpan, _ start: Int) -> Int? {
        var scanner = JSONScanner(position: start)
        // A bit for each open container, the innermost lowest: whether it is an object.
        var objects: UInt128 = 0
        var depth = 0
        while true {
            let byte = scanner.peek(text)
            switch byte {
            case UInt8(ascii: "\""): guard scanner.string(text) != nil else { return nil }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard depth < maximumDepth else { return nil }
                scanner.position &+= 1
                scanner.skipBlanks(text)
                // The closing bracket stands two behind the opening one in ASCII.
                guard !scanner.take(byte &+ 2, text) else { break }
                depth &+= 1
                objects = objects &<< 1 | (byte == UInt8(ascii: "{") ? 1 : 0)
                if byte == UInt8(ascii: "{"), scanner.key(text) == nil { return nil }
                continue
            default: guard scanner.skipScalar(byte, text) else { return nil }
            }
            while true {
                if depth == 0 { return scanner.position }
                scanner.skipBlanks(text)
                if scanner.take(UInt8(ascii: ","), text) { break }
                guard scanner.take(objects & 1 == 1 ? UInt8(ascii: "}") : UInt8(ascii: "]"), text) else { return nil }
                objects &>>= 1
                depth &-= 1
            }
            scanner.skipBlanks(text)
            if objects & 1 == 1, scanner.key(text) == nil { return nil }
        }
    }
}
