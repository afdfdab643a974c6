import Testing
import WebSocketCore

@Suite struct UTF8ValidatorTests {
    /// Where the first wrong byte is, and whether the end is between code points, for these pieces.
    private func judge(_ pieces: [[UInt8]]) -> (wrong: Int?, isComplete: Bool) {
        var validator = UTF8Validator()
        var before = 0
        for piece in pieces {
            if let wrong = piece.withSpan({ validator.firstInvalid(in: $0, 0..<piece.count) }) {
                return (before + wrong, false)
            }
            before += piece.count
        }
        return (nil, validator.isComplete)
    }

    @Test(arguments: ["", "a", "κόσμε", "\u{0}\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}", "日本語🦑🏴‍☠️"])
    func takesTextAtEverySplit(text: String) {
        let bytes = Array((String(repeating: "-", count: 29) + text + text).utf8)
        for offset in 0...bytes.count {
            let result = judge(bytes.cut(at: offset))
            #expect(result.wrong == nil && result.isComplete)
        }
        #expect(judge(bytes.cut(every: 1)).isComplete)
    }

    /// The bytes, and the offset of the first that is wrong.
    @Test(
        arguments: [
            ([0x80], 0), ([0xBF], 0), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xF5, 0x80], 0), ([0xFE], 0), ([0xFF], 0),
            ([0xC2, 0x41], 1), ([0xC2, 0xC2], 1), ([0xE0, 0x9F, 0xBF], 1), ([0xED, 0xA0, 0x80], 1),
            ([0xED, 0xBF, 0xBF], 1), ([0xF0, 0x8F, 0xBF, 0xBF], 1), ([0xF4, 0x90, 0x80, 0x80], 1),
            ([0xE2, 0x82, 0x20], 2), ([0xF0, 0x9F, 0xA6, 0x41], 3), ([0xCE, 0xBA, 0xE1, 0xBD, 0xB9, 0xCF, 0xFF], 6),
        ] as [([UInt8], Int)])
    func findsTheFirstWrongByteAtEverySplit(bytes: [UInt8], wrong: Int) {
        for padding in [0, 1, 7, 8, 31, 32, 33, 70] {
            let padded = [UInt8](repeating: 0x61, count: padding) + bytes + [0x61, 0x62]
            for offset in 0...padded.count {
                #expect(judge(padded.cut(at: offset)).wrong == padding + wrong)
            }
        }
    }

    @Test(arguments: [[0xC2], [0xE2, 0x82], [0xF0, 0x9F, 0xA6]] as [[UInt8]])
    func noticesACutCodePoint(bytes: [UInt8]) {
        let result = judge([bytes])
        #expect(result.wrong == nil)
        #expect(!result.isComplete)
    }

    /// Every pair of bytes, and every first three with a fourth at the borders, against the standard library.
    @Test func agreesWithTheStandardLibrary() {
        let borders: [UInt8] = [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xE0, 0xF4, 0xFF]
        for first in UInt8.min...UInt8.max {
            for second in UInt8.min...UInt8.max {
                check([first, second])
                guard first >= 0xE0 else { continue }
                for third in borders { check([first, second, third, 0xBF]) }
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        let result = judge([bytes])
        let isValid = String(validating: bytes, as: UTF8.self) != nil
        if (result.wrong == nil && result.isComplete) != isValid {
            Issue.record("\(bytes) should be \(isValid ? "valid" : "invalid")")
        }
    }

    @Test func readsOnlyItsRange() {
        let bytes: [UInt8] = [0xFF, 0x61, 0xC2, 0xA3, 0xFF]
        var validator = UTF8Validator()
        #expect(bytes.withSpan { validator.firstInvalid(in: $0, 1..<4) } == nil)
        #expect(validator.isComplete)
    }
}
