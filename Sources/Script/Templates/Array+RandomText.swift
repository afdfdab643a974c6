import WebSocketCore

extension [UInt8] {
    /// Appends random letters and digits.
    mutating func appendLetters(_ length: Int, _ random: inout FastRandom) {
        var rest = length
        while rest > 0 {
            // The product's high half is the letter, its low half the bits that are left: 8 letters take 48 of 64.
            var word = random.next()
            let count = Swift.min(rest, 8)
            append(upTo: 8) { letters in
                for place in 0..<count {
                    let (high, low) = word.multipliedFullWidth(by: 62)
                    letters[place] = Self.letter(UInt8(truncatingIfNeeded: high))
                    word = low
                }
                return 0..<count
            }
            rest -= count
        }
    }

    /// Appends random hexadecimal digits.
    mutating func appendRandomHex(_ length: Int, _ random: inout FastRandom) {
        var rest = length
        while rest > 0 {
            let count = Swift.min(rest, 16)
            let word = random.next()
            append(upTo: 16) { digits in
                var place = 0
                digits.writeHex(word, digits: count, at: &place)
                return 0..<place
            }
            rest -= count
        }
    }

    /// Appends a random UUID, version 4 (RFC 9562, 5.4).
    mutating func appendUUID(_ random: inout FastRandom) {
        let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        append(upTo: 36) { text in
            var place = 0
            text.writeHex(high >> 32, digits: 8, at: &place)
            text.writeHyphen(at: &place)
            text.writeHex(high >> 16, digits: 4, at: &place)
            text.writeHyphen(at: &place)
            text.writeHex(high, digits: 4, at: &place)
            text.writeHyphen(at: &place)
            text.writeHex(low >> 48, digits: 4, at: &place)
            text.writeHyphen(at: &place)
            text.writeHex(low, digits: 12, at: &place)
            return 0..<place
        }
    }

    /// Digits, capitals, small letters. By arithmetic, because a branch on random numbers is mostly guessed wrong.
    private static func letter(_ index: UInt8) -> UInt8 {
        let isLetter = (9 &- index) &>> 7
        let isSmall = (35 &- index) &>> 7
        return UInt8(ascii: "0") &+ index &+ 7 &* isLetter &+ 6 &* isSmall
    }
}

extension MutableSpan<UInt8> {
    fileprivate mutating func writeHyphen(at place: inout Int) {
        self[place] = UInt8(ascii: "-")
        place += 1
    }
}
