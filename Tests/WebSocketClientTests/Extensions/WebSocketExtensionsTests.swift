import Testing

@testable import WebSocketClient

@Suite struct WebSocketExtensionsTests {
    @Test func takenBitsAreRefused() {
        var extensions = WebSocketExtensions()
        extensions.install(WebSocketDeflateExtension.self)
        extensions.install(MarkExtension<First>.self)
        extensions.install(MarkExtension<Greedy>.self)
        #expect(extensions.installed.map(\.name) == ["permessage-deflate", "x-first"])
        let conflict = WebSocketError.extensionConflict(name: "x-greedy", with: "permessage-deflate", over: "RSV1")
        #expect(extensions.fault == conflict)
        #expect(throws: conflict) { try ExtensionChain(extensions) }
        #expect(
            conflict.description
                == "the extension x-greedy cannot be installed: permessage-deflate has RSV1 already; install one of them"
        )
    }

    @Test func nothingIsInstalledTwice() {
        var extensions = WebSocketExtensions()
        extensions.install(MarkExtension<Second>.self)
        extensions.install(MarkExtension<Second>.self)
        #expect(extensions.installed.count == 1)
        #expect(
            extensions.fault
                == .extensionConflict(name: "x-second", with: "x-second", over: "the key \"x-second\""))
    }

    @Test func theFirstFaultStays() {
        var extensions = WebSocketExtensions()
        extensions.install(MarkExtension<Unnamed>.self)
        extensions.install(MarkExtension<Second>.self)
        extensions.install(MarkExtension<Second>.self)
        #expect(
            extensions.fault
                == .invalidExtension(name: "no token", problem: "has a name that is no token of HTTP"))
    }

    @Test func configurationIsKept() throws {
        var extensions = WebSocketExtensions()
        extensions.install(MarkExtension<Second>.self) { $0.mark = 9 }
        let chain = try ExtensionChain(extensions)
        #expect(try chain.outgoing(.binary([])).data == [9])
    }
}
