import EchoServer
import Logging
import NetworkIO
import Testing
import WebSocketTransport

@testable import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct SessionLogTests {
    private let recorder = Recorder()

    private func client(_ configure: (inout WebSocketClientConfiguration) -> Void = { _ in }) -> WebSocketClient {
        WebSocketClient {
            $0.logger = recorder.logger
            configure(&$0)
        }
    }

    @Test func aSessionIsFollowedFromItsOpeningToItsClose() async throws {
        let server = try TestServer { peer in
            try peer.accept(subprotocol: "hush")
            try peer.awaitClose()
        }
        try await client().webSocket(
            "ws://localhost:\(server.port)/chat/room",
            request: {
                $0.subprotocols = ["soap", "hush"]
            }
        ) {
            try await $0.close(CloseReason(.normal, "all said"))
        }
        try await recorder.hears("the session is closed")
        #expect(
            recorder.messages == [
                "opening the session", "the session is open", "sent a close frame", "received a close frame",
                "the session is closed",
            ])
        #expect(recorder.entries.allSatisfy { $0.level == .debug && $0.metadata["ws.session"] == "1" })
        #expect(
            recorder.metadata(of: "opening the session") == [
                "ws.session": "1", "ws.host": "localhost", "ws.port": "\(server.port)", "ws.path": "\"/chat/room\"",
                "ws.tls": "false",
            ])
        #expect(recorder.metadata(of: "the session is open") == ["ws.session": "1", "ws.subprotocol": "2"])
        #expect(!recorder.text.contains("hush"))
        let close: Logger.Metadata = [
            "ws.session": "1", "ws.close.code": "1000", "ws.close.reason": "\"all said\"",
            "ws.close.begun_by": "client",
        ]
        #expect(recorder.metadata(of: "sent a close frame") == close)
        #expect(recorder.metadata(of: "received a close frame") == close)
        #expect(
            recorder.metadata(of: "the session is closed") == [
                "ws.session": "1", "ws.close.code": "1000", "ws.close.reason": "\"all said\"",
            ])
        try await server.join()
    }

    @Test func whatIsAgreedOnIsSaid() async throws {
        let identity = try SelfSignedCertificate.make()
        let context = try TLSContext(server: TLSServerSettings(identity: identity))
        let echo = try TestEcho {
            $0.tls = context
            $0.compression = DeflateService()
        }
        let client = client {
            $0.tls.authorities = identity.certificate
            $0.extensions.install(WebSocketDeflateExtension.self)
        }
        for _ in 0..<2 {
            try await client.webSocket("wss://localhost:\(echo.port)/") { try await $0.send("a message") }
        }
        #expect(recorder.metadata(of: "opening the session")["ws.tls"] == "true")
        let open = recorder.metadata(of: "the session is open")
        #expect(open["ws.tls.version"] == "1.3")
        guard case .array(let extensions) = open["ws.extensions"] else {
            Issue.record("no extensions")
            return
        }
        #expect(extensions.count == 1 && "\(extensions[0])".hasPrefix("permessage-deflate"))
        #expect(Set(recorder.entries.map { "\($0.metadata["ws.session"] ?? "")" }) == ["1", "2"])
    }

    @Test(arguments: [false, true]) func aCloseThatTheServerBeginsIsItsOwn(isRaw: Bool) async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.sendClose(4001, "enough\nof it")
            #expect(try peer.frame().code == 4001)
        }
        if isRaw {
            try await client().rawWebSocket(port: server.port) { session in
                #expect(try await session.incoming.receive().kind == .close)
                try await session.close(CloseReason(.init(rawValue: 4001)))
            }
        } else {
            try await client().webSocket(port: server.port) { session in
                #expect(await session.closeReason?.message == "enough\nof it")
            }
        }
        try await recorder.hears("the session is closed")
        #expect(
            recorder.messages.dropFirst(2) == ["received a close frame", "sent a close frame", "the session is closed"])
        let received = recorder.metadata(of: "received a close frame")
        #expect(received["ws.close.code"] == "4001" && received["ws.close.reason"] == #""enough\nof it""#)
        #expect(received["ws.close.begun_by"] == "server")
        let sent = recorder.metadata(of: "sent a close frame")
        #expect(sent["ws.close.code"] == "4001" && sent["ws.close.begun_by"] == "server")
        try await server.join()
    }

    @Test func anOpeningThatFailsSaysWhyAndNotWhatTheServerSaid() async throws {
        let server = try TestServer { peer in
            _ = try peer.readRequest()
            try peer.send(Array("HTTP/1.1 401 hush\r\nX: hush\r\nContent-Length: 4\r\n\r\nhush".utf8))
            peer.finish()
        }
        #expect(await failure { try await client().webSocketSession(port: server.port) } != nil)
        try await server.join()
        #expect(recorder.messages == ["opening the session", "the session could not be opened"])
        #expect(
            recorder.metadata(of: "the session could not be opened") == [
                "ws.session": "1", "ws.error": "status-401",
            ])
        #expect(recorder.entries.allSatisfy { $0.level == .debug })
        #expect(!recorder.text.contains("hush"))
    }

    @Test func whatTheClientItselfRefusesIsSaid() async throws {
        let client = client()
        #expect(
            await failure { try await client.webSocketSession("ws://localhost/") { $0.header("X", "a\r\nb") } } != nil)
        await client.close()
        #expect(await failure { try await client.webSocketSession("ws://localhost/") } == .clientClosed)
        #expect(
            recorder.entries.compactMap { $0.metadata["ws.error"] } == ["invalid-request", "client-closed"])
    }

    @Test func anAnswerThatDoesNotFitIsAFailedOpeningAndNoEnd() async throws {
        let server = try TestServer { peer in
            try peer.accept(extensions: [.init(name: "x-first", parameters: [])])
            // The client may break the connection.
            _ = try? peer.awaitEnd()
        }
        let client = client { $0.extensions.install(MarkExtension<First>.self) { $0.isWilling = false } }
        #expect(await failure { try await client.webSocketSession(port: server.port) } != nil)
        try await server.join()
        await client.close()
        #expect(recorder.messages == ["opening the session", "the session could not be opened"])
        let failed = recorder.metadata(of: "the session could not be opened")
        #expect(failed["ws.error"] == "wrong-extension-answer" && failed["ws.problem"] == "x-first")
    }

    @Test func anAbnormalEndSaysItsCause() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            peer.finish()
        }
        let session = try await client().webSocketSession(port: server.port)
        try await expectAbnormalEnd(.ended, session)
        try await recorder.hears("the session ended without being closed")
        #expect(
            recorder.metadata(of: "the session ended without being closed") == [
                "ws.session": "1", "ws.error": "stream-ended",
                "ws.problem": "the peer ended its stream without a close frame",
            ])
        #expect(recorder.entries.allSatisfy { $0.level == .debug })
        try await server.join()
    }

    @Test func aBrokenRuleIsToldToTheServerAndSaid() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.text, [0x68, 0x75, 0x73, 0x68, 0xFF])
            #expect(try peer.frame().code == 1007)
        }
        let session = try await client().webSocketSession(port: server.port)
        #expect(await failure { try await session.incoming.receive() } != nil)
        try await recorder.hears("the session ended without being closed")
        #expect(recorder.metadata(of: "sent a close frame")["ws.close.code"] == "1007")
        #expect(recorder.metadata(of: "the session ended without being closed")["ws.error"] == "invalid-utf8")
        // Neither the words nor the bytes that the error carries.
        #expect(!recorder.text.contains("hush") && !recorder.text.contains("68 75"))
        try await server.join()
    }

    @Test func pingsOfTheClientAreTracedAndSilenceIsTheCauseOfTheEnd() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.pong, try peer.frame().payload)
            _ = try? peer.awaitEnd()
        }
        let client = client { $0.pingInterval = .seconds(3600) }
        let session = try #require(try await client.webSocketSession(port: server.port) as? ClientSession)
        let core = session.core
        await Task(executorPreference: session.loop) { core.sendDuePing() }.value
        try await recorder.hears("received the pong")
        await Task(executorPreference: session.loop) {
            core.sendDuePing()
            core.lastSign = -1 << 60
            core.missPong()
        }.value
        try await expectAbnormalEnd(.pingTimeout, session)
        try await recorder.hears("the session ended without being closed")
        #expect(
            recorder.entries.filter { $0.level == .trace }.map { "\($0.message) \($0.metadata["ws.ping"] ?? "")" } == [
                "sent a ping 1", "received the pong 1", "sent a ping 2",
            ])
        #expect(recorder.metadata(of: "sent a close frame")["ws.close.code"] == "1011")
        #expect(recorder.metadata(of: "the session ended without being closed")["ws.error"] == "ping-timeout")
    }

    @Test func messagesAreNotLogged() async throws {
        let echo = try TestEcho()
        try await client().webSocket(port: echo.port) { session in
            for number in 0..<100 {
                try await session.send("\(number)")
                try await expectNext(.text("\(number)"), session)
            }
        }
        try await recorder.hears("the session is closed")
        #expect(recorder.entries.count == 5)
    }

    @Test func aLevelAboveDebugHearsNothingOfSessions() async throws {
        let recorder = Recorder(level: .info)
        let echo = try TestEcho()
        try await WebSocketClient { $0.logger = recorder.logger }.webSocket(port: echo.port) { try await $0.send("x") }
        #expect(recorder.entries.isEmpty)
    }

    @Test func aLoggerThatHearsNothingIsNotCopied() async throws {
        let copies = Counter()
        let logger = Logger(label: "deaf") { _ in DeafHandler(copies: copies) }
        let echo = try TestEcho()
        try await WebSocketClient { $0.logger = logger }.webSocket(port: echo.port) { try await $0.send("x") }
        #expect(copies.value == 0)
    }

    /// Hears nothing, and counts how often it is changed, which is when a logger copies it.
    private struct DeafHandler: LogHandler {
        let copies: Counter
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.critical

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set {
                copies.add()
                metadata[key] = newValue
            }
        }

        func log(event: LogEvent) {}
    }

    @Test func secretsStayOut() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.awaitClose()
        }
        try await client().webSocket("ws://ann:hush@localhost:\(server.port)/path?token=hush") { request in
            request.header("X-Key", "hush")
            request.cookie("session", "hush")
        } _: { _ in
        }
        try await server.join()
        // A second one whose opening fails, by a proxy that is not there.
        let free = try TestServer { _ in }.port
        let error = await failure {
            try await client().webSocketSession("ws://localhost/?token=hush") { request in
                request.bearerAuth("hush")
                request.proxy = .init(host: "127.0.0.1", port: free, user: "ann", password: "hush")
            }
        }
        #expect(error != nil)
        try await recorder.hears("the session is closed")
        #expect(recorder.metadata(of: "opening the session")["ws.path"] == "\"/path\"")
        // As it is, and in the base64 of `ann:hush`.
        for secret in ["hush", "YW5uOmh1c2g", "token", "Authorization", "ann"] {
            #expect(!recorder.text.contains(secret), "\(secret)")
        }
    }

    @Test(arguments: ["/a?b", "/a?\u{301}b", "/a"]) func aPathEndsBeforeItsQuery(path: String) throws {
        let place = try WebSocketPlace(method: "GET", host: "localhost", port: nil, path: path)
        #expect(place.logged["ws.path"] == "\"/a\"")
    }

    private func failure<Value>(_ body: () async throws -> Value) async -> WebSocketError? {
        if case .failure(let error) = await result(body) { error } else { nil }
    }
}
