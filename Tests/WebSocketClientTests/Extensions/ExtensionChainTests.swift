import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite struct ExtensionChainTests {
    /// A session's chain of both, after an answer of the server.
    private func chain(
        _ answer: String, first: (inout MarkExtension<First>.Configuration) -> Void = { _ in }
    ) throws -> ExtensionChain {
        var extensions = WebSocketExtensions()
        extensions.install(MarkExtension<First>.self, first)
        extensions.install(MarkExtension<Second>.self)
        let chain = try ExtensionChain(extensions)
        _ = try chain.offers()
        try chain.negotiate(answer.isEmpty ? [] : ExtensionHeader.parse(answer))
        return chain
    }

    @Test func offersStandInTheOrderOfInstalling() throws {
        var extensions = WebSocketExtensions()
        extensions.install(MarkExtension<Second>.self)
        extensions.install(MarkExtension<First>.self) {
            $0.offers = [
                WebSocketExtensionHeader(name: "x-first", parameters: [.init("level", "3"), .init("fast")]),
                WebSocketExtensionHeader(name: "x-first"),
            ]
        }
        let offers = try ExtensionChain(extensions).offers().map(\.description)
        #expect(offers == ["x-second", "x-first; level=3; fast", "x-first"])
    }

    @Test(arguments: [
        (WebSocketExtensionHeader(name: "x-other"), "offers another name"),
        (WebSocketExtensionHeader(name: "x-first", parameters: [.init("a", "b c")]), "offers what is no token"),
    ])
    func wrongOffersAreSaid(offer: WebSocketExtensionHeader, problem: String) throws {
        var extensions = WebSocketExtensions()
        extensions.install(MarkExtension<First>.self) { $0.offers = [offer] }
        let chain = try ExtensionChain(extensions)
        let error = #expect(throws: WebSocketError.self) { try chain.offers() }
        #expect("\(error, default: "")".contains(problem))
    }

    @Test func framesPassInOrderAndBackInReverse() throws {
        let chain = try chain("x-first, x-second")
        let sent = try chain.outgoing(.binary([7]))
        #expect(sent.data == [7, 1, 2])
        #expect(try chain.incoming(sent, limit: 10).data == [7])
        #expect(chain.bits == .rsv2)
    }

    @Test func theServersOrderCounts() throws {
        #expect(try chain("x-second, x-first").outgoing(.binary([7])).data == [7, 2, 1])
    }

    @Test func controlFramesPassBy() throws {
        let chain = try chain("x-first, x-second")
        #expect(try chain.outgoing(.ping([7])).data == [7])
        #expect(try chain.incoming(.pong([7]), limit: 10).data == [7])
    }

    @Test func thoseThatTheServerDeclinesTakeNoPart() throws {
        let chain = try chain("x-second")
        #expect(try chain.outgoing(.binary([7])).data == [7, 2])
        #expect(chain.bits == [])
        #expect(try !chain.isEmpty && self.chain("").isEmpty)
    }

    @Test(arguments: ["x-other", "x-first; level=3"]) func wrongAnswersAreRefused(answer: String) throws {
        let error = #expect(throws: WebSocketError.self) { try self.chain(answer) }
        guard case .wrongExtensionAnswer(let name, _) = error else { throw try #require(error) }
        #expect(answer.hasPrefix(name))
    }

    @Test func anUnwillingClientRefusesWhatTheServerAccepted() {
        #expect(
            throws: WebSocketError.wrongExtensionAnswer(
                name: "x-first", problem: "the server accepted it and the client did not")
        ) { try self.chain("x-first") { $0.isWilling = false } }
    }

    @Test func aFailedSetUpIsSaid() {
        #expect(
            throws: WebSocketError.invalidExtension(name: "x-first", problem: "cannot be set up: WrongMark()")
        ) { try self.chain("") { $0.isBroken = true } }
    }

    @Test func aFrameThatCannotBeReadSaysWhoCouldNot() throws {
        let chain = try chain("x-first, x-second")
        let error = WebSocketError.extensionFailed(name: "x-first", problem: "WrongMark()", code: .protocolError)
        #expect(throws: error) { try chain.incoming(.binary([7, 9, 2]), limit: 10) }
        #expect(error.closeCode == .protocolError)
    }

    @Test func aFrameThatCannotBeSentEndsTheSessionByItsExtension() throws {
        let chain = try chain("x-first") { $0.sendsNothing = true }
        let error = #expect(throws: WebSocketError.self) { try chain.outgoing(.binary([7])) }
        guard case .extensionFailed("x-first", _, .internalError) = error else { throw try #require(error) }
    }

    @Test func bitsOfOthersMayNotBeTouched() throws {
        let chain = try chain("x-first") { $0.setsForeignBit = true }
        #expect(
            throws: WebSocketError.extensionFailed(
                name: "x-first", problem: "it changed RSV3, which it has not taken", code: .internalError)
        ) { try chain.outgoing(.binary([7])) }
    }

    @Test func bitsThatNobodyReadsAreAViolation() throws {
        let chain = try chain("x-first")
        let error = #expect(throws: WebSocketError.self) {
            try chain.incoming(Frame(.binary, data: [7, 1], rsv2: true), limit: 10)
        }
        #expect(error?.closeCode == .protocolError)
    }

    @Test func theLimitHoldsBehindEveryExtension() throws {
        let chain = try chain("x-first")
        #expect(try chain.incoming(.binary([7, 7, 1]), limit: 2).data == [7, 7])
        #expect(throws: WebSocketError.messageTooBig(bytes: 2, limit: 1)) {
            try chain.incoming(.binary([7, 7, 1]), limit: 1)
        }
    }
}
