import FoundationEssentials
import Testing

@testable import WebSocketClient

@Suite struct WebSocketPlaceTests {
    @Test(arguments: [
        ("ws://example.com", "example.com", 80, "/", "example.com"),
        ("wss://example.com", "example.com", 443, "/", "example.com"),
        ("WSS://example.com:80/a", "example.com", 80, "/a", "example.com:80"),
        ("ws://[::1]:8080/a/b?c=d&e", "::1", 8080, "/a/b?c=d&e", "[::1]:8080"),
        ("ws://127.0.0.1?x", "127.0.0.1", 80, "/?x", "127.0.0.1"),
        ("ws://h/a%20b?c%3D", "h", 80, "/a%20b?c%3D", "h"),
    ])
    func aURLSaysWhereTo(_ url: String, host: String, port: UInt16, resource: String, authority: String) throws {
        let place = try WebSocketPlace(url)
        #expect(place.host == host)
        #expect(place.port == port)
        #expect(place.resource == resource)
        #expect(place.authority == authority)
        #expect(place.isSecure == url.lowercased().hasPrefix("wss"))
    }

    @Test func partsSayTheSame() throws {
        let place = try WebSocketPlace(method: "GET", host: "[::1]", port: nil, path: "chat?room=1")
        #expect(place.host == "::1")
        #expect(place.port == 80)
        #expect(place.resource == "/chat?room=1")
        #expect(place.authority == "[::1]")
        #expect(!place.isSecure)
        let secure = try WebSocketPlace(method: "GET", host: "h", port: nil, path: "/", secure: true)
        #expect(secure.isSecure)
        #expect(secure.port == 443)
        #expect(secure.authority == "h")
        let elsewhere = try WebSocketPlace(method: "GET", host: "h", port: 80, path: "/", secure: true)
        #expect(elsewhere.authority == "h:80")
        #expect(throws: WebSocketError.self) { try WebSocketPlace(method: "GET", host: "", port: nil, path: "/") }
        #expect(throws: WebSocketError.self) { try WebSocketPlace(method: "GET", host: "h", port: 70_000, path: "/") }
        #expect(throws: WebSocketError.self) { try WebSocketPlace(method: "PUT", host: "h", port: 1, path: "/") }
    }

    @Test(arguments: [
        ("h", "/chat#x"), ("h", "#"), ("h/x", "/"), ("u@h", "/"), ("a b", "/"), ("unix:x", "/"), ("[h", "/"),
    ])
    func partsThatAreNoneAreRefused(host: String, path: String) {
        let error = #expect(throws: WebSocketError.self) {
            try WebSocketPlace(method: "GET", host: host, port: nil, path: path)
        }
        guard case .invalidURL = error else {
            Issue.record("another error")
            return
        }
    }

    @Test(arguments: ["::1", "fe80::1%eth0", "::ffff:127.0.0.1", "a-b_c.example", "127.0.0.1", "xn--gr-zia.example"])
    func addressesAndNamesAreHosts(host: String) { #expect(host.isHost) }
}
