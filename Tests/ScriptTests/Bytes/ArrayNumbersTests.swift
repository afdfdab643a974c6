import Testing

@testable import Script

struct ArrayNumbersTests {
    @Test(
        "decimal numbers of every length",
        arguments: [0, 9, 10, 99, 100, .max, .min, -1, 1_000_000_000_000_000_000, 999_999_999_999_999_999])
    func decimal(value: Int64) {
        var bytes: [UInt8] = []
        bytes.appendDecimal(value)
        #expect(String(decoding: bytes, as: UTF8.self) == "\(value)")
    }

    @Test("unsigned numbers up to 20 digits, and zeros before short ones")
    func unsigned() {
        var bytes: [UInt8] = []
        bytes.appendDecimal(UInt64.max, digits: 1)
        bytes.appendDecimal(10_000_000_000_000_000_000, digits: 1)
        bytes.appendDecimal(7, digits: 3)
        #expect(String(decoding: bytes, as: UTF8.self) == "1844674407370955161510000000000000000000007")
    }
}
