import Testing

@testable import Script

struct NumeralTests {
    private func numeral(_ text: String) -> Numeral? {
        let bytes = Array(text.utf8)
        return unsafe Numeral(bytes.span.bytes)
    }

    @Test(
        "a number is the nearest Double",
        arguments: [
            "0", "-0", "7", "-12.5", "0.1", "3.14159265358979", "1e3", "1E-3", "2.5e+10", "0.000001",
            "9007199254740993.5",
            "123456789012345678901234567890", "1e400", "-1e400", "0.1234567890123456789",
        ])
    func doubles(text: String) throws {
        #expect(try #require(numeral(text)).double == Double(text))
    }

    @Test("whole numbers of 64 bits are told apart to the last digit")
    func exact() {
        #expect(numeral("9223372036854775799") != numeral("9223372036854775798"))
        #expect(numeral("1844674407370955161") != numeral("1844674407370955162"))
        #expect(numeral("5") == numeral("5.0"))
        #expect(numeral("5") == numeral("0.5e1"))
        #expect(numeral("-5") != numeral("5"))
    }

    @Test("anything else is none", arguments: ["", "-", "1 ", "a", "01", "1.", ".5", "+1", "0x10", "NaN", "1e", "--1"])
    func none(text: String) {
        #expect(numeral(text) == nil)
    }
}
