import Testing

@testable import Scenario

@Suite struct HexTextTests {
    @Test(arguments: [("00", [0]), ("8a00FF", [0x8A, 0, 0xFF]), (" 8a 0 0 ", [0x8A, 0])] as [(String, [UInt8])])
    func parses(_ text: String, _ bytes: [UInt8]) throws {
        #expect(try HexText.parse(text) == bytes)
    }

    @Test(
        arguments: [
            ("", "there are no bytes", nil), ("8a 0", "half a byte at the end", 3..<4),
            ("0x8a", "bytes are hexadecimal digits", 1..<2), ("8aé", "bytes are hexadecimal digits", 2..<4),
        ] as [(String, String, Range<Int>?)])
    func refuses(_ text: String, _ message: String, _ range: Range<Int>?) {
        let fault = #expect(throws: TextFault.self) { try HexText.parse(text) }
        #expect(fault?.message == message)
        #expect(fault?.range == range)
    }

    @Test func thePrefixIsNamed() {
        let fault = #expect(throws: TextFault.self) { try HexText.parse("0x8a") }
        #expect(fault?.help == "leave the 0x out")
    }
}
