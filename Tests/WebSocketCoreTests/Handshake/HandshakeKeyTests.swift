import Testing
import WebSocketCore

@Suite struct HandshakeKeyTests {
    private func decode(_ text: String) -> HandshakeKey? {
        let bytes = Array(" \(text) ".utf8)
        return bytes.withSpan { HandshakeKey(decoding: $0, 1..<(bytes.count - 1)) }
    }

    /// The example of RFC 6455, section 1.3.
    @Test func equalsTheExampleOfTheRFC() {
        #expect(decode("dGhlIHNhbXBsZSBub25jZQ==")?.acceptText == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
    }

    @Test func isFreshAndDecodes() {
        var random = FastRandom(seed: 1)
        var seen: Set<String> = []
        for _ in 0..<100 {
            let text = HandshakeKey(random: &random).text
            seen.insert(text)
            #expect(decode(text)?.text == text)
        }
        #expect(seen.count == 100)
    }

    @Test func isTheSameForTheSameSeed() {
        var first = FastRandom(seed: 9)
        var second = FastRandom(seed: 9)
        #expect(HandshakeKey(random: &first).text == HandshakeKey(random: &second).text)
    }

    @Test(arguments: [
        "", "dGhlIHNhbXBsZSBub25jZQ=", "dGhlIHNhbXBsZSBub25jZQ===", "dGhlIHNhbXBsZSBub25jZQAA",
        "dGhlIHNhbXBsZSBub25jZ===", "dGhlIHNhbXBsZSBub25-ZQ==", "dGhlIHNhbXBsZSBub25 ZQ==",
    ])
    func refusesOtherText(text: String) {
        #expect(decode(text) == nil)
    }
}
