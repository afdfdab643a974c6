import Testing

@testable import NetworkIO

struct SocketAddressTests {
    @Test(arguments: [
        ("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("2001:db8::a", "[2001:db8::a]:80"),
        ("0.0.0.0", "0.0.0.0:80"),
    ])
    func literalsComeBackAsTheyWere(literal: String, text: String) throws {
        let address = try #require(SocketAddress(literal: literal, port: 80))
        #expect(address.description == text)
        #expect(address.host == literal)
    }

    @Test(arguments: ["localhost", "127.0.0", "[::1]", "", "1.2.3.4.5", ":::"])
    func whatIsNoLiteralIsNone(text: String) {
        #expect(SocketAddress(literal: text, port: 80) == nil)
    }

    @Test func theResolverTakesLiteralsAndNames() throws {
        #expect(try Resolver.resolve(host: "127.0.0.1", port: 5).map(\.description) == ["127.0.0.1:5"])
        #expect(
            try Resolver.resolve(host: "localhost", port: 5).contains { $0.host == "127.0.0.1" || $0.host == "::1" })
        #expect(throws: ResolveError.self) { try Resolver.resolve(host: "no such host.invalid", port: 5) }
    }

    @Test func errorsSpeakOfTheCallAndTheReason() {
        #expect(SystemError(code: 111, call: "connect").description == "connect: Connection refused")
    }

    @Test func aUnixDomainSocketHasAPath() throws {
        let address = try #require(SocketAddress(literal: "unix:/tmp/a b.sock", port: 7))
        #expect(address.path == "/tmp/a b.sock" && address.port == 0 && !address.isIPv6)
        #expect(address.description == "unix:/tmp/a b.sock")
        #expect(SocketAddress(literal: "unix:", port: 0) == nil)
        #expect(SocketAddress(literal: "unix:/" + String(repeating: "x", count: 107), port: 0) == nil)
    }
}
