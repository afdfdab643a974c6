/// The form of a stamp in a message: 88 characters, each of them ASCII and plain in JSON, URLs and HTML.
///
/// `~squall:`, the numbers with both checks as 72 letters from `a` to `p`, four bits each, and `:llauqs~`. One check
/// covers the stamp's own numbers (32 bits), the other the message around it (64 bits). Damage to the message inside one
/// aligned run of eight bytes is always seen; any other passes unseen once in 2⁶⁴, and in the stamp once in 2³².
enum StampText {
    /// In bytes, whatever the numbers are.
    static let width = 88

    static let opening: StaticString = "~squall:"
    static let closing: StaticString = ":llauqs~"

    /// Makes room for a stamp at the end.
    static func reserve(in output: inout [UInt8]) {
        for _ in 0..<width { output.append(0) }
    }

    /// Writes a stamp once the message around it is there.
    ///
    /// - Parameters:
    ///   - stamp: what it says.
    ///   - output: holds the message from `messageStart` to its end.
    ///   - place: where room for it was reserved.
    ///   - messageStart: where the message begins.
    static func write(_ stamp: Stamp, into output: inout [UInt8], at place: Int, messageStart: Int) {
        let words = words(of: stamp)
        let around = output.withRawSpan { bytes in
            check(
                around: (place - messageStart)..<(place - messageStart + width), in: bytes.extracting(messageStart...))
        }
        let own = check(words.0, words.1, words.2, around)
        output.store(word(opening), at: place)
        store(words.0, into: &output, at: place + 8)
        store(words.1, into: &output, at: place + 24)
        store(words.2, into: &output, at: place + 40)
        store(around, into: &output, at: place + 56)
        output.store(Self.letters(own), at: place + 72)
        output.store(word(closing), at: place + 80)
    }

    /// Reads the stamp at `place`; all of its bytes must lie inside.
    ///
    /// - Returns: what it says; nil where its own check fails.
    static func read(_ message: RawSpan, at place: Int) -> Stamp? {
        guard let identity = wide(message, at: place + 8), let number = wide(message, at: place + 24),
            let time = wide(message, at: place + 40), let around = around(message, at: place),
            let own = number32(message.littleEndian64(at: place + 72)), own == check(identity, number, time, around)
        else { return nil }
        var stamp = Stamp()
        stamp.run = UInt32(truncatingIfNeeded: identity >> 32)
        stamp.group = UInt8(truncatingIfNeeded: identity >> 24)
        stamp.isMeasured = identity & 1 << UInt64(Stamp.numberBits) != 0
        stamp.number = UInt32(truncatingIfNeeded: identity & (1 << UInt64(Stamp.numberBits) - 1))
        stamp.session = UInt32(truncatingIfNeeded: number >> 32)
        stamp.sequence = UInt32(truncatingIfNeeded: number)
        stamp.time = Int64(bitPattern: time)
        return stamp
    }

    /// The check over the message around the stamp at `place`, as the stamp says it.
    static func around(_ message: RawSpan, at place: Int) -> UInt64? { wide(message, at: place + 56) }

    /// The bytes of eight ASCII characters as a number, the first lowest.
    static func word(_ text: StaticString) -> UInt64 {
        var word: UInt64 = 0
        for index in 0..<8 { word |= unsafe UInt64(text.utf8Start[index]) << UInt64(8 * index) }
        return word
    }

    private static func words(of stamp: Stamp) -> (UInt64, UInt64, UInt64) {
        let number = UInt64(stamp.number) & (1 << UInt64(Stamp.numberBits) - 1)
        let book: UInt64 = (stamp.isMeasured ? 1 : 0) << UInt64(Stamp.numberBits)
        return (
            UInt64(stamp.run) << 32 | UInt64(stamp.group) << 24 | book | number,
            UInt64(stamp.session) << 32 | UInt64(stamp.sequence), UInt64(bitPattern: stamp.time)
        )
    }
}
