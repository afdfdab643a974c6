import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite struct WebSocketDeflateExtensionTests {
    typealias Configuration = WebSocketDeflateExtension.Configuration

    /// A chain with compression alone, after an answer of the server.
    private func chain(
        _ answer: String = "permessage-deflate", _ configure: (inout Configuration) -> Void = { _ in }
    ) throws -> ExtensionChain {
        var extensions = WebSocketExtensions()
        extensions.install(WebSocketDeflateExtension.self, configure)
        let chain = try ExtensionChain(extensions)
        try chain.negotiate(answer.isEmpty ? [] : ExtensionHeader.parse(answer))
        return chain
    }

    private func offer(_ configure: (inout Configuration) -> Void) throws -> String {
        var extensions = WebSocketExtensions()
        extensions.install(WebSocketDeflateExtension.self, configure)
        return try ExtensionChain(extensions).offers().map(\.description).joined(separator: ", ")
    }

    @Test func offersWhatIsSet() throws {
        #expect(try offer { _ in } == "permessage-deflate; client_max_window_bits")
        #expect(
            try offer {
                $0.clientNoContextTakeover = true
                $0.serverNoContextTakeover = true
                $0.clientMaxWindowBits = 10
                $0.serverMaxWindowBits = 9
            }
                == "permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                + "server_max_window_bits=9; client_max_window_bits=10")
        #expect(try offer { $0.offersClientMaxWindowBits = false } == "permessage-deflate")
    }

    static let wrong: [(String, @Sendable (inout Configuration) -> Void)] = [
        ("clientMaxWindowBits", { $0.clientMaxWindowBits = 8 }),
        ("serverMaxWindowBits", { $0.serverMaxWindowBits = 16 }),
        ("compressionLevel", { $0.compressionLevel = 10 }),
        ("memoryLevel", { $0.memoryLevel = 0 }),
        ("maxInflatedSize", { $0.maxInflatedSize = -1 }),
        (
            "does not offer it",
            {
                $0.clientMaxWindowBits = 12
                $0.offersClientMaxWindowBits = false
            }
        ),
    ]

    @Test(arguments: wrong.indices) func wrongNumbersAreSaid(index: Int) {
        let wrong = Self.wrong[index]
        let error = #expect(throws: WebSocketError.self) { try self.chain("", wrong.1) }
        #expect("\(error, default: "")".contains(wrong.0))
    }

    @Test func messagesAreMarkedAndSmaller() throws {
        let chain = try chain()
        let message = Frame.text(String(repeating: "squall ", count: 200))
        let first = try chain.outgoing(message)
        #expect(first.rsv1 && first.kind == .text && first.data.count < 60)
        // The second one refers to the first.
        let second = try chain.outgoing(message)
        #expect(second.data.count < first.data.count)
        #expect(try chain.incoming(first, limit: 1400) == message)
        #expect(try chain.incoming(second, limit: 1400) == message)
    }

    @Test func withoutContextEachMessageStandsAlone() throws {
        let chain = try chain(
            "permessage-deflate; client_no_context_takeover; server_no_context_takeover; client_max_window_bits=9")
        let message = Frame.text(String(repeating: "squall ", count: 200))
        let sent = [try chain.outgoing(message), try chain.outgoing(message)]
        #expect(sent[0] == sent[1])
        #expect(try chain.incoming(sent[1], limit: 1400) == message)
    }

    @Test func emptyMessagesTravel() throws {
        let chain = try chain()
        let sent = try chain.outgoing(.text(""))
        #expect(sent.rsv1 && sent.data == [0])
        #expect(try chain.incoming(sent, limit: 10) == .text(""))
    }

    @Test func fragmentsAreOneMessage() throws {
        let chain = try chain()
        let parts = ["squall ", "squall ", ""].enumerated().map { Frame.text($0.element, fin: $0.offset == 2) }
        let sent = try parts.map { try chain.outgoing($0) }
        #expect(sent.map(\.rsv1) == [true, false, false])
        let came = try sent.map { try chain.incoming($0, limit: 14) }
        #expect(came.allSatisfy { !$0.rsv1 } && came.map(\.fin) == [false, false, true])
        #expect(came.flatMap(\.data) == Array("squall squall ".utf8))
    }

    @Test func smallMessagesGoAsTheyAre() throws {
        let chain = try chain {
            $0.compressIfBiggerThan(bytes: 4)
            $0.compressIf { $0.kind == .text }
        }
        #expect(try chain.outgoing(.text("four")) == .text("four"))
        #expect(try chain.outgoing(.text("fives")).rsv1)
        #expect(try chain.outgoing(.binary([1, 2, 3, 4, 5])) == .binary([1, 2, 3, 4, 5]))
        #expect(try chain.outgoing(.text("a", fin: false)).rsv1)
        #expect(try !chain.outgoing(.text("b")).rsv1)
    }

    @Test func messagesThatAreNotMarkedStay() throws {
        #expect(try chain().incoming(.text("plain"), limit: 10) == .text("plain"))
    }

    @Test func whatInflatesBeyondTheLimitIsNotInflated() throws {
        let bomb = try chain().outgoing(.binary([UInt8](repeating: 0, count: 8 << 20)))
        #expect(bomb.data.count < 10_000)
        #expect(try chain().incoming(bomb, limit: 8 << 20).data.count == 8 << 20)
        let error = #expect(throws: WebSocketError.self) { try self.chain().incoming(bomb, limit: 1000) }
        guard case .messageTooBig(let bytes, 1000, _) = error else { throw try #require(error) }
        #expect(bytes == 1001)
        #expect(throws: WebSocketError.self) {
            try self.chain { $0.maxInflatedSize = 4 << 20 }.incoming(bomb, limit: 8 << 20)
        }
        #expect(error?.closeCode == .messageTooBig)
    }

    @Test func theLimitCountsAllFragments() throws {
        let sender = try chain()
        let parts = try [false, false, true].map {
            try sender.outgoing(Frame(.binary, data: [UInt8](repeating: 7, count: 1000), fin: $0))
        }
        let chain = try chain()
        #expect(throws: WebSocketError.self) {
            for part in parts { _ = try chain.incoming(part, limit: 2999) }
        }
    }

    @Test func dataThatCannotBeInflatedAreAViolation() throws {
        let error = #expect(throws: WebSocketError.self) {
            try self.chain().incoming(Frame(.binary, data: [0xFF, 0xFF, 0xFF], rsv1: true), limit: 100)
        }
        #expect(error?.closeCode == .invalidPayload)
    }

    @Test func textIsCheckedWhenItIsInflated() throws {
        var sent = try chain().outgoing(.binary([0x61, 0xFF]))
        sent.kind = .text
        let error = #expect(throws: WebSocketError.self) { try self.chain().incoming(sent, limit: 100) }
        #expect(error?.closeCode == .invalidPayload)
    }

    @Test func onlyTheFirstFragmentMayBeMarked() throws {
        let chain = try chain()
        let first = try chain.outgoing(.text("a", fin: false))
        var second = try chain.outgoing(.text("b"))
        second.rsv1 = true
        _ = try chain.incoming(first, limit: 100)
        let error = #expect(throws: WebSocketError.self) { try chain.incoming(second, limit: 100) }
        #expect(error?.closeCode == .protocolError)
    }

    @Test func aServerThatDeclinesIsTakenUnlessItMayNot() throws {
        #expect(try chain("").isEmpty)
        let error = #expect(throws: WebSocketError.self) { try self.chain("") { $0.isRequired = true } }
        guard case .handshake("missing-extension", _) = error else { throw try #require(error) }
    }

    @Test(arguments: [
        "permessage-deflate; server_max_window_bits=7", "permessage-deflate; unknown",
        "permessage-deflate; client_max_window_bits=8", "permessage-deflate, permessage-deflate",
    ])
    func wrongAnswersAreRefused(answer: String) {
        #expect(throws: WebSocketError.self) { try self.chain(answer) }
    }
}
