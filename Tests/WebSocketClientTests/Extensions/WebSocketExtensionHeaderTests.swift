import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite struct WebSocketExtensionHeaderTests {
    @Test func parametersAreReadAndWritten() throws {
        let list = try ExtensionHeader.parse("a; x=1; y; z=\"q\", b").map(WebSocketExtensionHeader.init)
        #expect(list.map(\.name) == ["a", "b"])
        #expect(list[0].value(of: "x") == "1")
        #expect(list[0].value(of: "y") == nil)
        #expect(list[0].parameters.map(\.name) == ["x", "y", "z"])
        #expect(list.map(\.description) == ["a; x=1; y; z=q", "b"])
    }
}
