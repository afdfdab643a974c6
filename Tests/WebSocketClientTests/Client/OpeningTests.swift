import EchoServer
import FoundationEssentials
import NetworkIO
import Testing
import WebSocketClient
import WebSocketCore
import WebSocketTransport

@Suite(.timeLimit(.minutes(1))) struct OpeningTests {
    private func opening(_ url: String, _ request: (inout WebSocketRequest) -> Void = { _ in }) async
        -> WebSocketError?
    {
        let outcome = await result {
            try await WebSocketClient().webSocketSession(url, request: request).terminate()
        }
        if case .failure(let error) = outcome { return error }
        return nil
    }

    @Test func aResetInTheHandshakeIsNoFailureOfTheConnect() async throws {
        let server = try TestServer { peer in
            _ = try peer.readRequest()
            peer.reset()
        }
        let error = await opening("ws://localhost:\(server.port)/")
        let problem = "in the opening handshake: recv: Connection reset by peer"
        #expect(error == .connectFailed(code: 104, problem: problem))
        try await server.join()
    }

    @Test func theRequestCarriesWhatItIsGivenAndTheAnswerIsToBeHad() async throws {
        let server = try TestServer { peer in
            try peer.accept(subprotocol: "soap", headers: "X-Twice: 1\r\nX-Twice: 2\r\nServer: test\r\n")
            let request = try #require(peer.request)
            #expect(request.resource == "/a%20b?c=d")
            #expect(request.host == "example.com")
            #expect(request.origin == "https://example.com")
            #expect(request.subprotocols == ["soap", "wamp"])
            let headers = request.headers.filter { $0.name != "User-Agent" }.map { "\($0.name): \($0.value)" }
            #expect(
                headers == [
                    "X-Mine: 1", "X-Mine: 2", "Authorization: Basic dXNlcjpwYXNz", "Cookie: y=z; a=b; c=d",
                ])
            try peer.awaitClose()
        }
        try await WebSocketClient().webSocket(port: server.port, path: "/a%20b?c=d") { request in
            request.header("Host", "example.com")
            request.header("Origin", "https://example.com")
            request.header("X-Mine", "1")
            request.header("X-Mine", "2")
            request.header("cookie", "y=z")
            request.basicAuth(user: "not:possible", password: "")
            request.bearerAuth("replaced")
            request.basicAuth(user: "user", password: "pass")
            request.cookie("a", "b")
            request.cookie("c", "d")
            request.subprotocols = ["soap", "wamp"]
        } _: { session in
            #expect(session.call.response.status == 101)
            #expect(session.call.response.subprotocol == "soap")
            #expect(session.call.response.header("server") == "test")
            #expect(session.call.response.headers.filter { $0.name == "X-Twice" }.map(\.value) == ["1", "2"])
            #expect(session.call.request.headers.contains(WebSocketHeader(name: "X-Mine", value: "2")))
            #expect(session.call.request.origin == "https://example.com")
        }
        try await server.join()
    }

    @Test func aTokenAndCredentialsOfTheURL() async throws {
        let server = try TestServer(clients: 2) { peer in
            let request = try peer.readRequest()
            let value = request.headers.first { $0.name == "Authorization" }?.value
            #expect(request.resource == "/token" ? value == "Bearer abc" : value == "Basic dTpwQHc=")
            try peer.send(Array("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".utf8))
        }
        #expect(await opening("ws://localhost:\(server.port)/token") { $0.bearerAuth("abc") } != nil)
        #expect(await opening("ws://u:p%40w@localhost:\(server.port)/") != nil)
        try await server.join()
    }

    @Test func aRefusalHasStatusHeadersAndBody() async throws {
        let server = try TestServer { peer in
            _ = try peer.readRequest()
            try peer.send(
                Array(
                    "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nX: 1\r\nX: 2\r\nContent-Length: 4\r\n\r\nnope"
                        .utf8))
            peer.finish()
        }
        let error = await opening("ws://localhost:\(server.port)/")
        let headers = [("WWW-Authenticate", "Basic"), ("X", "1"), ("X", "2"), ("Content-Length", "4")]
        #expect(
            error
                == .refused(
                    WebSocketRefusal(
                        status: 401, reason: "Unauthorized",
                        headers: headers.map { WebSocketHeader(name: $0.0, value: $0.1) }, body: "nope")))
        try await server.join()
    }

    @Test func eachWayNotToConnectHasItsError() async throws {
        // A port that was free a moment ago.
        var free = 0
        do { free = try TestEcho().port }
        guard case .connectFailed(let code, _) = await opening("ws://127.0.0.1:\(free)/") else {
            Issue.record("not refused")
            return
        }
        #expect(code == 111)
        guard case .notResolved(let host, _) = await opening("ws://name.invalid/") else {
            Issue.record("resolved")
            return
        }
        #expect(host == "name.invalid")
    }

    @Test func aServerThatSaysNothingTimesOut() async throws {
        let server = try TestServer { peer in
            _ = try peer.readRequest()
            _ = try? peer.readFrame()
        }
        let error = await opening("ws://127.0.0.1:\(server.port)/") { $0.timeout = .milliseconds(200) }
        #expect(error == .connectTimedOut(phase: "upgrade", after: .milliseconds(200)))
        withExtendedLifetime(server) {}
    }

    @Test func aWrongAnswerIsNamed() async throws {
        let server = try TestServer { peer in
            _ = try peer.readRequest()
            try peer.send(
                Array(
                    "HTTP/1.1 101 X\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: no\r\n\r\n"
                        .utf8))
            _ = try? peer.readFrame()
        }
        guard case .handshake(let kind, _) = await opening("ws://localhost:\(server.port)/") else {
            Issue.record("accepted")
            return
        }
        #expect(kind == "wrong-accept")
        try await server.join()
    }

    @Test func whatCannotBeAskedForIsRefusedBeforeTheConnect() async throws {
        let invalid: [(String, (inout WebSocketRequest) -> Void)] = [
            ("ws://localhost/", { $0.header("X", "a\r\nb") }), ("ws://localhost/", { $0.header("Upgrade", "x") }),
            ("ws://localhost/", { $0.cookie("a", "b;c") }), ("ws://localhost/", { $0.subprotocols = ["a", "a"] }),
            ("ws://localhost/", { $0.connectTo = .host("localhost", port: 0) }),
            ("ws://localhost/", { $0.connectTo = .host("", port: 1) }),
            (
                "ws://localhost/",
                {
                    $0.connectTo = .host("h:1 HTTP/1.1\r\nX: y\r\n", port: 1)
                    $0.proxy = .init(host: "localhost", port: 1)
                }
            ),
            ("ws://localhost/", { $0.proxy = .init(host: "local host", port: 1) }),
            ("ws://localhost/", { $0.proxy = .init(host: "localhost", port: 1, user: "a:b", password: "c") }),
            ("ws://localhost/", { $0.basicAuth(user: "a:b", password: "c") }),
            ("ws://localhost/", { $0.basicAuth(user: "a", password: "b\n") }), ("ws://a%3Ab:c@localhost/", { _ in }),
        ]
        for (url, request) in invalid {
            guard case .invalidRequest = await opening(url, request) else {
                Issue.record("\(url) was taken")
                continue
            }
        }
        for url in ["http://localhost/", "ws:///path", "ws://localhost/#part", "localhost", "ws://localhost:0/"] {
            guard case .invalidURL(_, _) = await opening(url) else {
                Issue.record("\(url) was taken")
                continue
            }
        }
        await #expect(throws: WebSocketError.self) { try await WebSocketClient().webSocketSession(method: "POST") }
    }

    @Test func sessionsSpeakTLSAndSayWhenTheyDoNotTrust() async throws {
        let identity = try SelfSignedCertificate.make()
        let context = try TLSContext(server: TLSServerSettings(identity: identity))
        let echo = try TestEcho { $0.tls = context }
        let client = WebSocketClient { $0.tls.authorities = identity.certificate }
        for _ in 0..<2 {
            try await client.webSocket("wss://localhost:\(echo.port)/") { session in
                #expect(session.call.tlsVersion == "1.3")
                try await session.send("secret")
                try await expectNext(.text("secret"), session)
            }
        }
        let older = try await client.webSocketSession("wss://localhost:\(echo.port)/") { request in
            var tls = WebSocketTLS()
            tls.maxVersion = .v12
            tls.skipsVerification = true
            request.tls = tls
        }
        #expect(older.call.tlsVersion == "1.2")
        try await older.close()
        guard case .tls(let kind, _) = await opening("wss://localhost:\(echo.port)/") else {
            Issue.record("trusted")
            return
        }
        #expect(kind.hasPrefix("tls-"))
        let plain = try TestEcho()
        guard case .tls(let noTLS, _) = await opening("wss://localhost:\(plain.port)/") else {
            Issue.record("spoke TLS")
            return
        }
        #expect(noTLS == "tls-not-spoken")
        await client.close()
    }

    @Test func theFormsOfAHostSpeakTLSWhereTheyAreAskedTo() async throws {
        let identity = try SelfSignedCertificate.make()
        let context = try TLSContext(server: TLSServerSettings(identity: identity))
        let echo = try TestEcho { $0.tls = context }
        let client = WebSocketClient()
        func trust(_ request: inout WebSocketRequest) {
            var tls = WebSocketTLS()
            tls.authorities = identity.certificate
            request.tls = tls
        }
        func check(_ session: any ClientWebSocketSession) async throws {
            #expect(session.call.tlsVersion == "1.3")
            try await session.send("secret")
            try await expectNext(.text("secret"), session)
            try await session.close()
        }
        try await client.webSocket(port: echo.port, secure: true, request: trust) { try await check($0) }
        try await client.rawWebSocket(port: echo.port, secure: true, request: trust) { try await check($0) }
        try await check(await client.webSocketSession(port: echo.port, secure: true, request: trust))
        try await check(await client.rawWebSocketSession(port: echo.port, secure: true, request: trust))
        await client.close()
    }

    @Test func optionsOfTLSAreNotIgnoredWhereThereIsNone() async throws {
        func ask(_ request: inout WebSocketRequest) {
            request.tls = WebSocketTLS()
            request.bearerAuth("secret")
        }
        let client = WebSocketClient()
        // Would the request be sent, the server saw the token.
        let echo = try TestEcho()
        let outcomes = [
            await result { try await client.webSocketSession(port: echo.port, request: ask).terminate() },
            await result { try await client.rawWebSocketSession(port: echo.port, request: ask).terminate() },
            await result { try await client.webSocketSession("ws://localhost:\(echo.port)", request: ask).terminate() },
        ]
        for outcome in outcomes {
            guard case .failure(.invalidRequest) = outcome else {
                Issue.record("the token was sent in clear text")
                continue
            }
        }
    }

    @Test func theConnectionMayGoElsewhereThanTheURL() async throws {
        let echo = try TestEcho()
        try await WebSocketClient().webSocket("ws://example.com/") { request in
            request.connectTo = .host("127.0.0.1", port: echo.port)
        } _: { session in
            #expect(session.call.request.host == "example.com")
            try await session.send("there")
            try await expectNext(.text("there"), session)
        }
    }

    @Test func aUnixSocketServesTheURLsHost() async throws {
        let path = "/tmp/websocket-client-\(UInt64.random(in: 0 ... .max)).socket"
        let echo = try TestEcho { options in
            if let address = SocketAddress(literal: "unix:\(path)", port: 0) { options.address = address }
        }
        try await WebSocketClient().webSocket("ws://example.com/") { request in
            request.connectTo = .unixSocket(path)
        } _: { session in
            try await session.send("near")
            try await expectNext(.text("near"), session)
        }
        _ = echo
    }

    @Test func aProxyIsAskedForATunnel() async throws {
        let server = try TestServer { peer in
            let head = try peer.readHead()
            #expect(head.hasPrefix("CONNECT example.com:8080 HTTP/1.1\r\n"))
            #expect(head.contains("Proxy-Authorization: Basic dTpw\r\n"))
            try peer.send(Array("HTTP/1.1 200 Fine\r\n\r\n".utf8))
            try peer.accept()
            #expect(peer.request?.host == "example.com:8080")
            try peer.send("through")
            try peer.awaitClose()
        }
        try await WebSocketClient().webSocket("ws://example.com:8080/") { request in
            request.proxy = WebSocketRequest.Proxy(host: "127.0.0.1", port: server.port, user: "u", password: "p")
        } _: { session in
            try await expectNext(.text("through"), session)
        }
        try await server.join()
    }

    @Test func theTunnelOfAnAddressHasItsBracketsOnce() async throws {
        let proxy = try TestServer(clients: 2) { peer in
            #expect(try peer.readHead().hasPrefix("CONNECT [::1]:8080 HTTP/1.1\r\nHost: [::1]:8080\r\n"))
            try peer.send(Array("HTTP/1.1 403 No\r\n\r\n".utf8))
        }
        for host in ["[::1]", "::1"] {
            let error = await opening("ws://example.com/") { request in
                request.connectTo = .host(host, port: 8080)
                request.proxy = WebSocketRequest.Proxy(host: "127.0.0.1", port: proxy.port)
            }
            guard case .refused = error else {
                Issue.record("it was not the proxy that answered")
                continue
            }
        }
        try await proxy.join()
    }

    @Test func compressionComesThroughTheDoorOfExtensions() async throws {
        let echo = try TestEcho { $0.compression = DeflateService() }
        let client = WebSocketClient { $0.extensions.install(WebSocketDeflateExtension.self) }
        try await client.webSocket(port: echo.port) { session in
            #expect(
                session.call.request.extensions.map(\.description) == ["permessage-deflate; client_max_window_bits"])
            #expect(session.call.response.extensions.map(\.name) == ["permessage-deflate"])
            let text = String(repeating: "squall ", count: 5000)
            for _ in 0..<3 {
                try await session.send(text)
                try await expectNext(.text(text), session)
            }
        }
    }
}
