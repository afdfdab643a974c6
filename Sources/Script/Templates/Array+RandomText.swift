import WebSocketCore

extension [UInt8] {
    /// Appends random letters and digits.
    mutating func appendLetters(_ length: Int, _ random: inout FastRandom) {
        var rest = length
        while rest > 0 {
            // The product's high half is the letter, its low half the bits that are left: 8 letters take 48 of 64.
            var word = random.next()
            for _ in 0..<Swift.min(rest, 8) {
                let (high, low) = word.multipliedFullWidth(by: 62)
                append(Self.letter(UInt8(truncatingIfNeeded: high)))
                word = low
            }
            rest -= 8
        }
    }

    /// Appends random hexadecimal digits.
    mutating func appendRandomHex(_ length: Int, _ random: inout FastRandom) {
        var rest = length
        while rest > 0 {
            appendHex(random.next(), digits: Swift.min(rest, 16))
            rest -= 16
        }
    }

    /// Appends a random UUID, version 4 (RFC 9562, 5.4).
    mutating func appendUUID(_ random: inout FastRandom) {
        let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        appendHex(high >> 32, digits: 8)
        append(UInt8(ascii: "-"))
        appendHex(high >> 16, digits: 4)
        append(UInt8(ascii: "-"))
        appendHex(high, digits: 4)
        append(UInt8(ascii: "-"))
        appendHex(low >> 48, digits: 4)
        append(UInt8(ascii: "-"))
        appendHex(low, digits: 12)
    }

    private static func letter(_ index: UInt8) -> UInt8 {
        switch index {
        case 0..<10: UInt8(ascii: "0") + index
        case 10..<36: UInt8(ascii: "A") - 10 + index
        default: UInt8(ascii: "a") - 36 + index
        }
    }
}
