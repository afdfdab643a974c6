/// Walks through a JSON string without faults, to find where a byte of its text stands in the file.
struct StringLiteralBytes {
    private let bytes: [UInt8]
    private let end: Int
    private var index: Int
    private var textOffset = 0

    /// The range is that of the literal with its quotes.
    init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound + 1
        end = range.upperBound - 1
    }

    /// Where a byte of the text stands in the file; not before that of the call before.
    mutating func offset(ofText target: Int) -> Int {
        while index < end, textOffset < target {
            let (length, textLength) = bytes[index] == UInt8(ascii: "\\") ? escape() : (1, 1)
            index += length
            textOffset += textLength
        }
        return min(index, end)
    }

    /// How many bytes an escape takes, and how many those of the text that it stands for.
    private func escape() -> (length: Int, textLength: Int) {
        guard bytes[index + 1] == UInt8(ascii: "u") else { return (2, 1) }
        let digits = String(decoding: bytes[index + 2..<min(index + 6, end)], as: UTF8.self)
        switch UInt32(digits, radix: 16) ?? 0 {
        case 0..<0x80: return (6, 1)
        case 0x80..<0x800: return (6, 2)
        case 0xD800..<0xE000: return (12, 4)
        default: return (6, 3)
        }
    }
}
