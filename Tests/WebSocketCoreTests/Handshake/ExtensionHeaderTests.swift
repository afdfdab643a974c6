import Testing
import WebSocketCore

@Suite struct ExtensionHeaderTests {
    private func parse(_ value: String) -> [ExtensionHeader]? {
        try? ExtensionHeader.parse(value)
    }

    @Test func readsNamesAndParameters() {
        #expect(parse("foo") == [ExtensionHeader(name: "foo")])
        #expect(
            parse("foo, bar; baz=2") == [
                ExtensionHeader(name: "foo"),
                ExtensionHeader(name: "bar", parameters: [.init(name: "baz", value: "2")]),
            ])
        #expect(
            parse(" permessage-deflate ;client_max_window_bits;  server_max_window_bits = 10 ") == [
                ExtensionHeader(
                    name: "permessage-deflate",
                    parameters: [
                        .init(name: "client_max_window_bits"), .init(name: "server_max_window_bits", value: "10"),
                    ])
            ])
        #expect(parse(",, foo ,\t,bar,")?.map(\.name) == ["foo", "bar"])
    }

    @Test func readsQuotedValues() {
        #expect(parse("a; b=\"10\"")?.first?.parameters == [.init(name: "b", value: "10")])
        #expect(parse("a; b=\"1\\0\" , c")?.first?.parameters == [.init(name: "b", value: "10")])
    }

    @Test(arguments: [
        "", ",", ";", "a;", "a b", "a;b=", "a;=b", "a;b=c d", "a;b=\"c", "a;b=\"c d\"", "a;b=\"\"", "a;b=\"\\", "a/b",
        "a;;b",
        "a;b=\"c\"d",
    ])
    func refusesOtherText(value: String) {
        #expect(throws: HandshakeError.malformedHeader("Sec-WebSocket-Extensions: " + value)) {
            try ExtensionHeader.parse(value)
        }
    }

    @Test func writesWhatItReads() {
        let text = "permessage-deflate; client_max_window_bits; server_max_window_bits=10"
        #expect(parse(text)?.map(\.description) == [text])
    }

    @Test func knowsTokens() {
        #expect(ExtensionHeader(name: "a", parameters: [.init(name: "b"), .init(name: "c", value: "1")]).isValid)
        #expect(!ExtensionHeader(name: "a b").isValid)
        #expect(!ExtensionHeader(name: "").isValid)
        #expect(!ExtensionHeader(name: "a", parameters: [.init(name: "b", value: "1 2")]).isValid)
        #expect(!ExtensionHeader(name: "a", parameters: [.init(name: "b", value: "")]).isValid)
    }
}
