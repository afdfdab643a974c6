import Testing

@testable import Script

struct JSONEscapesTests {
    private func resolved(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var output: [UInt8] = []
        unsafe JSONEscapes.append(bytes.span.bytes, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    @Test("every escape")
    func escapes() {
        #expect(resolved(#"a\"\\\/\b\f\n\r\tz"#) == "a\"\\/\u{8}\u{C}\n\r\tz")
        #expect(resolved(#"\u0041\u00e9\u8a9e\uD83E\uDD80"#) == "Aé語🦀")
    }

    @Test("half a surrogate pair becomes U+FFFD", arguments: [#"\ud83ex"#, #"\udd80x"#, #"\ud83e\u0041"#, #"\ud83e"#])
    func surrogates(text: String) {
        #expect(resolved(text).first == "\u{FFFD}")
        #expect(resolved(text).count == (text.count > 6 ? 2 : 1))
    }

    @Test("what was escaped resolves to itself, whatever stands before it")
    func roundTrip() {
        let text = String(decoding: (0..<128).map { UInt8($0) }, as: UTF8.self) + "é語🦀"
        var bytes = Array("\"\n".utf8) + Array(text.utf8)
        JSONEscapes.escape(&bytes, from: 2)
        #expect(bytes.prefix(2) == [0x22, 0x0A])
        #expect(!bytes.dropFirst(2).contains { $0 < 0x20 })
        #expect(resolved(String(decoding: bytes.dropFirst(2), as: UTF8.self)) == text)
    }
}
