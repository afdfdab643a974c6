import Testing

@testable import Scenario

@Suite struct StringLiteralBytesTests {
    /// Each character of the text is found where it stands in the file.
    @Test func findsEachByteBehindEscapes() {
        let text = #"x: "a\n\"b\u0041\u00e9\u20ac\ud83d\ude00éc""#
        let bytes = Array(text.utf8)
        var literal = StringLiteralBytes(bytes, 3..<bytes.count)
        let places = [
            (0, "a"), (1, #"\n"#), (2, #"\""#), (3, "b"), (4, #"\u0041"#), (5, #"\u00e9"#), (7, #"\u20ac"#),
            (10, #"\ud83d\ude00"#), (14, "é"), (16, "c"),
        ]
        for (offset, escape) in places {
            let start = literal.offset(ofText: offset)
            #expect(String(decoding: bytes[start...].prefix(escape.utf8.count), as: UTF8.self) == escape)
        }
        #expect(literal.offset(ofText: 17) == bytes.count - 1)
        #expect(literal.offset(ofText: 99) == bytes.count - 1)
    }
}
