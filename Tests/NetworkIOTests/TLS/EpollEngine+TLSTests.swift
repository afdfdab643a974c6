import Glibc
import Testing

@testable import NetworkIO

struct EpollEngineTLSTests {
    private static let pattern = (0..<9_973).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

    private let identity: TLSIdentity

    init() throws { identity = try SelfSignedCertificate.make() }

    private func server(_ change: (inout TLSServerSettings) -> Void = { _ in }) throws -> TLSContext {
        var settings = TLSServerSettings(identity: identity)
        change(&settings)
        return try TLSContext(server: settings)
    }

    private func client(_ change: (inout TLSClientSettings) -> Void = { _ in }) throws -> TLSClient {
        var settings = TLSClientSettings(serverName: "localhost")
        settings.authorities = identity.certificate
        change(&settings)
        return TLSClient(try TLSContext(client: settings))
    }

    private func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count { bytes += EpollEngineTLSTests.pattern }
        return Array(bytes.prefix(count))
    }

    @Test(arguments: TLSVersion.allCases) func bytesArriveBothWaysHoweverMany(_ version: TLSVersion) throws {
        var pair = try SecuredPair()
        try pair.connect(try client { ($0.minVersion, $0.maxVersion) = (version, version) }, try server())
        let facts = pair.facts
        #expect(facts?.version == version)
        #expect(facts?.cipherSuite.hasPrefix(version == .v13 ? "TLS_AES_" : "TLS_ECDHE_ECDSA_WITH_") == true)
        #expect(facts?.applicationProtocol == nil)
        for count in [1, 16_384, 100_000, 5_000_000] {
            let message = bytes(count)
            let before = (pair.received[1]?.count ?? 0, pair.received[2]?.count ?? 0)
            pair.send(message, on: pair.client)
            pair.send(message, on: pair.server)
            try pair.run {
                ($0.received[1]?.count ?? 0) - before.0 == count && ($0.received[2]?.count ?? 0) - before.1 == count
            }
            #expect(pair.received[1]?.suffix(count) == message[...])
            #expect(pair.received[2]?.suffix(count) == message[...])
        }
    }

    @Test func manySmallMessagesAreAllSeen() throws {
        var pair = try SecuredPair()
        try pair.connect(try client(), try server())
        var echoed = 0
        let message = bytes(64)
        pair.send(message, on: pair.client)
        try pair.run { _ in
            echoed >= 64 * 2_000
        } each: { pair, event in
            switch event {
            case .received(SecuredPair.serverTag, let count, _):
                let answer = Array(pair.received[2]!.suffix(count))
                pair.send(answer, on: pair.server)
            case .received(SecuredPair.clientTag, let count, _):
                echoed += count
                pair.send(Array(message.prefix(count)), on: pair.client)
            default: break
            }
        }
        #expect(echoed >= 64 * 2_000)
    }

    @Test(arguments: TLSVersion.allCases) func theEndIsToldAndIsNoTruncation(_ version: TLSVersion) throws {
        var pair = try SecuredPair()
        try pair.connect(try client { $0.maxVersion = version }, try server())
        let message = bytes(3_000_000)
        pair.send(message, on: pair.client)
        pair.loop.streams.finishSending(on: pair.client)
        try pair.run { $0.ended.contains(SecuredPair.serverTag) }
        #expect(pair.received[SecuredPair.serverTag] == message)
        let isTruncated = pair.isTruncated(pair.server)
        #expect(!isTruncated)
        pair.send(bytes(10), on: pair.server)
        pair.loop.streams.close(pair.server, reset: false)
        try pair.run { $0.ended.contains(SecuredPair.clientTag) }
        #expect(pair.received[SecuredPair.clientTag] == bytes(10))
        let isCut = pair.isTruncated(pair.client)
        #expect(!isCut)
    }

    @Test func readingThatRestsGoesOnWithWhatCameMeanwhile() throws {
        var pair = try SecuredPair()
        try pair.connect(try client(), try server())
        pair.loop.streams.setReading(false, of: pair.server)
        let message = bytes(1_000_000)
        pair.send(message, on: pair.client)
        var wakeup = pair.loop.timers.schedule(at: MonotonicClock.now() + 20_000_000, token: 1)
        pair.loop.wait()
        while let event = pair.loop.next() {
            if case .stream(.received(SecuredPair.serverTag, _, _)) = event { Issue.record("read all the same") }
        }
        pair.loop.timers.cancel(&wakeup)
        pair.loop.streams.setReading(true, of: pair.server)
        try pair.run { ($0.received[SecuredPair.serverTag]?.count ?? 0) == message.count }
        #expect(pair.received[SecuredPair.serverTag] == message)
    }

    @Test(arguments: TLSVersion.allCases) func laterHandshakesResumeEarlierOnes(_ version: TLSVersion) throws {
        let (server, client) = (try server { $0.maxVersion = version }, try client())
        var pair = try SecuredPair()
        for attempt in 0..<4 {
            try pair.connect(client, server)
            let facts = pair.facts
            #expect(facts?.isResumed == (attempt > 0))
            // Tickets come behind the handshake (RFC 8446, section 4.6.1), and before what is sent then.
            pair.send(bytes(1), on: pair.server)
            try pair.run { $0.received[SecuredPair.clientTag] != nil }
            pair.loop.streams.close(pair.client, reset: false)
            pair.loop.streams.close(pair.server, reset: false)
        }
    }

    @Test(arguments: TLSVersion.allCases) func aSessionWhoseConnectionWasResetIsResumed(_ version: TLSVersion) throws {
        let (server, client) = (try server { $0.maxVersion = version }, try client())
        var pair = try SecuredPair()
        for attempt in 0..<3 {
            try pair.connect(client, server)
            let facts = pair.facts
            #expect(facts?.isResumed == (attempt > 0))
            pair.send(bytes(1), on: pair.server)
            try pair.run { $0.received[SecuredPair.clientTag] != nil }
            pair.loop.streams.close(pair.client, reset: true)
            pair.loop.streams.close(pair.server, reset: true)
        }
    }

    @Test func neitherSideNeedResume() throws {
        for (client, server) in [
            (try client { $0.resumes = false }, try server()), (try client(), try server { $0.resumes = false }),
        ] {
            var pair = try SecuredPair()
            for _ in 0..<2 {
                try pair.connect(client, server)
                let facts = pair.facts
                #expect(facts?.isResumed == false)
                pair.send(bytes(1), on: pair.server)
                try pair.run { $0.received[SecuredPair.clientTag] != nil }
                pair.loop.streams.close(pair.client, reset: false)
                pair.loop.streams.close(pair.server, reset: false)
            }
        }
    }

    @Test func bytesOnTheWireAreCounted() throws {
        var pair = try SecuredPair()
        try pair.connect(try client(), try server())
        let before = pair.loop.streams.tlsOverhead
        #expect(before.sent > 500)
        pair.send(bytes(100), on: pair.client)
        try pair.run { $0.received[SecuredPair.serverTag]?.count == 100 }
        // A header of 5 bytes, the content's type and a tag of 16 (RFC 8446, section 5.2).
        #expect(pair.loop.streams.tlsOverhead.sent - before.sent == 22)
    }

    // MARK: - What goes wrong

    @Test func anAuthorityThatIsNotKnownIsNamed() throws {
        let other = try SelfSignedCertificate.make()
        var pair = try SecuredPair()
        try pair.connect(try client { $0.authorities = other.certificate }, try server())
        #expect(pair.clientFailure?.kind == "tls-self-signed")
        #expect(pair.serverFailure?.kind == "tls-alert-unknown-ca")
        try pair.connect(
            try client {
                $0.authorities = other.certificate
                $0.skipsVerification = true
            }, try server())
        #expect(pair.clientFailure == nil)
    }

    @Test func aNameThatTheCertificateDoesNotHaveIsNamed() throws {
        var pair = try SecuredPair()
        try pair.connect(try client { $0.serverName = "example.com" }, try server())
        #expect(pair.clientFailure?.kind == "tls-name-mismatch")
        #expect(pair.clientFailure?.description.contains("DNS:localhost, IP Address:127.0.0.1") == true)
        try pair.connect(try client { $0.serverName = "127.0.0.1" }, try server())
        #expect(pair.clientFailure == nil)
        try pair.connect(try client { $0.serverName = "127.0.0.2" }, try server())
        #expect(pair.clientFailure?.kind == "tls-name-mismatch")
    }

    @Test func versionsWithoutACommonOneAreNamed() throws {
        var pair = try SecuredPair()
        try pair.connect(try client { $0.minVersion = .v13 }, try server { $0.maxVersion = .v12 })
        #expect(pair.clientFailure == .protocolVersion)
        #expect(pair.serverFailure == .protocolVersion)
    }

    @Test func aPeerThatSpeaksPlainlyIsToldApart() throws {
        var pair = try SecuredPair()
        try pair.connect(try client(), nil)
        #expect(pair.clientFailure == .notTLS)
    }

    @Test func anEndWithoutCloseNotifyIsATruncation() throws {
        var pair = try SecuredPair()
        try pair.connect(try client(), try server())
        SystemCalls.shutdownWrites(pair.loop.streams.streams[pair.server.slot].descriptor)
        try pair.run { $0.ended.contains(SecuredPair.clientTag) }
        let isTruncated = pair.isTruncated(pair.client)
        #expect(isTruncated)
    }

    @Test func aResetIsAFailureWithItsReason() throws {
        var pair = try SecuredPair()
        try pair.connect(try client(), try server())
        pair.loop.streams.close(pair.server, reset: true)
        try pair.run { $0.failed[SecuredPair.clientTag] != nil }
        #expect(pair.failed[SecuredPair.clientTag] == ECONNRESET)
    }
}
