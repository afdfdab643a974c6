import Testing
import WebSocketClient

@Suite struct WebSocketExtensionHeaderTests {
    @Test func parametersAreReadAndWritten() throws {
        let list = try WebSocketExtensionHeader.parse("a; x=1; y; z=\"q\", b")
        #expect(list.map(\.name) == ["a", "b"])
        #expect(list[0].value(of: "x") == "1")
        #expect(list[0].has("y") && list[0].value(of: "y") == nil)
        #expect(!list[0].has("w"))
        #expect(list.map(\.description) == ["a; x=1; y; z=q", "b"])
    }

    @Test func brokenGrammarIsAnError() {
        #expect(throws: WebSocketError.self) { try WebSocketExtensionHeader.parse("a; =1") }
    }
}
