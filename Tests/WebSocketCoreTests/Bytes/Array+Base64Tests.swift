import Testing
import WebSocketCore

/// RFC 4648, section 10.
@Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{FF}>?", "w78+Pw=="),
])
func bytesBecomeBase64(text: String, expected: String) {
    var bytes = Array("x".utf8)
    bytes.appendBase64(text.utf8)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + expected)
}
