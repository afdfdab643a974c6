import Glibc
import NetworkIO
import Testing

@testable import WebSocketCore
@testable import WebSocketTransport

struct ChannelTableClosingTests {
    @Test func theClosingHandshakeThatTheClientStarts() throws {
        let (client, channel, server, _) = try Pairs.tables()
        client.table.startClose(
            channel, code: CloseCode(rawValue: 4000), reason: "bye", timeout: .seconds(1))
        drive(client, server) { client.ends[1] != nil && server.ends[101] != nil }
        #expect(server.seen.first == .closeReceived(101, CloseStatus(code: CloseCode(rawValue: 4000), reason: "bye")))
        #expect(
            server.ends[101]?.closure
                == Closure(
                    code: 4000, reason: "bye", sentCode: 4000, initiator: .remote, clean: true, streamEnd: .finished))
        #expect(
            client.ends[1]?.closure
                == Closure(
                    code: 4000, reason: "", sentCode: 4000, initiator: .local, clean: true, streamEnd: .finished))
        #expect(client.seen.map(\.isClosed) == [false, true])
        #expect(server.seen.map(\.isClosed) == [false, true])
        #expect((client.ends[1]?.closing ?? 0) > 0)
        #expect(client.table.count == 0 && server.table.count == 0)
    }

    @Test func theClosingHandshakeThatTheServerStarts() throws {
        let (client, _, server, channel) = try Pairs.tables()
        server.table.startClose(channel, code: .goingAway, timeout: .seconds(1))
        drive(client, server) { client.ends[1] != nil && server.ends[101] != nil }
        let atClient = try #require(client.ends[1]?.closure)
        #expect(atClient.code == 1001 && atClient.sentCode == 1001)
        #expect(atClient.initiator == .remote && atClient.clean && atClient.streamEnd == .finished)
        let atServer = try #require(server.ends[101]?.closure)
        #expect(atServer.initiator == .local && atServer.clean && atServer.streamEnd == .finished)
    }

    @Test func bothStartAtOnce() throws {
        let (client, channel, server, other) = try Pairs.tables()
        client.table.startClose(channel, code: CloseCode(rawValue: 4001), timeout: .seconds(1))
        server.table.startClose(other, code: CloseCode(rawValue: 4002), timeout: .seconds(1))
        client.table.flush()
        server.table.flush()
        drive(client, server) { client.ends[1] != nil && server.ends[101] != nil }
        let atClient = try #require(client.ends[1]?.closure)
        let atServer = try #require(server.ends[101]?.closure)
        #expect(atClient.code == 4002 && atClient.sentCode == 4001 && atClient.clean)
        #expect(atServer.code == 4001 && atServer.sentCode == 4002 && atServer.clean)
        #expect(atClient.initiator == .local && atServer.initiator == .local)
    }

    @Test func aCloseFrameWithoutACodeIsAnsweredWithoutOne() throws {
        let (client, _, peer) = try Pairs.raw()
        peer.send(closeFrame(nil))
        drive(client) {
            peer.read()
            return peer.got.count >= 2
        }
        #expect(peer.got == closeFrame(nil))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.closure.code == 1005)
        #expect(client.ends[1]?.closure.sentCode == 1005)
        #expect(client.ends[1]?.closure.clean == true)
    }

    @Test func aClientWaitsForTheServerToEndTheStream() throws {
        let (client, _, peer) = try Pairs.raw()
        peer.send(closeFrame(1000))
        for _ in 0..<10 { client.turn() }
        peer.read()
        #expect(peer.got == closeFrame(1000))
        #expect(!peer.hasEnded)
        #expect(client.ends[1] == nil)
        peer.finish()
        drive(client) { client.ends[1] != nil }
    }

    @Test func whatWasWrittenBeforeTheCloseGoesBeforeIt() throws {
        let (client, channel, peer) = try Pairs.raw()
        let word: [UInt8] = [7]
        client.send(word, on: channel)
        client.table.startClose(channel, code: .normal, timeout: .seconds(1))
        drive(client) {
            peer.read()
            return peer.got.count >= 7
        }
        #expect(peer.got == frame(.binary, word) + closeFrame(1000))
    }

    @Test func aPeerThatNeverAnswersTheCloseIsCutOff() throws {
        let (client, channel, peer) = try Pairs.raw()
        let before = MonotonicClock.now()
        client.table.startClose(channel, code: .normal, timeout: .milliseconds(60))
        drive(client) { client.ends[1] != nil }
        let passed = MonotonicClock.now() - before
        #expect(passed >= 60_000_000)
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1006 && closure.sentCode == 1000 && !closure.clean)
        #expect(closure.streamEnd == .timedOut && closure.initiator == .local)
        #expect((client.ends[1]?.closing ?? 0) >= 60_000_000)
        peer.read()
        #expect(peer.got == closeFrame(1000))
        #expect(peer.failure == ECONNRESET)
    }

    @Test func aPeerThatAnswersButNeverEndsTheStreamIsCutOff() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.startClose(channel, code: .normal, timeout: .milliseconds(60))
        client.turn()
        peer.send(closeFrame(1000))
        drive(client) { client.ends[1] != nil }
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.clean && closure.code == 1000 && closure.streamEnd == .timedOut)
    }

    @Test func finishEndsTheStreamWithoutACloseFrame() throws {
        let (client, channel, peer) = try Pairs.raw()
        let word: [UInt8] = [7]
        client.send(word, on: channel)
        client.table.finish(channel, timeout: .seconds(1))
        drive(client) {
            peer.read()
            return peer.hasEnded
        }
        #expect(peer.got == frame(.binary, word))
        peer.send(frame(.text, "still heard"))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.messages == [.text(1, "still heard")])
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1006 && closure.sentCode == nil && !closure.clean)
        #expect(closure.streamEnd == .finished)
        #expect(closure.initiator == .local)
        #expect(client.ends[1]?.closing != nil)
    }

    @Test func nothingIsAnsweredOnceOurDirectionHasEnded() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.finish(channel, timeout: .seconds(1))
        client.turn()
        let sent = client.table.bytesSent
        peer.send(frame(.ping, "anybody?") + closeFrame(1000))
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.table.pongsSent == 0)
        #expect(client.table.bytesSent == sent)
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1000 && closure.sentCode == nil)
        #expect(closure.initiator == .local && !closure.clean)
    }

    @Test func finishWaitsOnlySoLong() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.finish(channel, timeout: .milliseconds(60))
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.closure.streamEnd == .timedOut)
        #expect(client.ends[1]?.closure.initiator == .local)
        peer.read()
        #expect(peer.hasEnded)
    }

    @Test func abortBreaksTheConnectionAtOnce() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.abort(channel)
        drive(client) { client.ends[1] != nil }
        let closure = try #require(client.ends[1]?.closure)
        #expect(closure.code == 1006 && closure.initiator == .local && closure.streamEnd == .ended)
        peer.read()
        #expect(peer.got.isEmpty)
        #expect(peer.failure == ECONNRESET)
    }

    @Test func thePeersEndWithoutACloseFrameIsItsDoing() throws {
        let (client, _, peer) = try Pairs.raw()
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(
            client.ends[1]?.closure
                == Closure(
                    code: 1006, reason: "", sentCode: nil, initiator: .remote, clean: false, streamEnd: .finished))
        #expect(client.ends[1]?.closing == nil)
    }

    @Test func aBrokenConnectionHasItsReason() throws {
        let (client, _, peer) = try Pairs.raw()
        peer.reset()
        drive(client) { client.ends[1] != nil }
        #expect(client.ends[1]?.errorCode == ECONNRESET)
        #expect(client.ends[1]?.closure.initiator == Closure.Initiator.none)
        #expect(client.ends[1]?.closure.streamEnd == .reset)
    }

    @Test func whatThePeerSaidBeforeItLeftIsStillHeard() throws {
        let (client, channel, peer) = try Pairs.raw()
        peer.send(frame(.text, "last words") + closeFrame(1011, "tired"))
        peer.close()
        // The first of these meets an end that is gone, the second a pipe that is broken.
        let word: [UInt8] = [7]
        for _ in 0..<2 {
            client.send(word, on: channel)
            client.table.flush()
        }
        drive(client) { client.ends[1] != nil }
        #expect(client.seen.count == 3 || client.ends[1]?.errorCode == ECONNRESET)
    }

    @Test func aPeerThatIsToStartTheCloseHasItsTime() throws {
        let (client, channel, peer) = try Pairs.raw()
        client.table.awaitClose(channel, timeout: .seconds(1))
        peer.send(frame(.text, "a last one") + closeFrame(1000))
        drive(client) {
            peer.read()
            return !peer.got.isEmpty
        }
        peer.finish()
        drive(client) { client.ends[1] != nil }
        #expect(client.messages == [.text(1, "a last one")])
        #expect(client.ends[1]?.closure.initiator == .remote)

        let (impatient, other, silent) = try Pairs.raw()
        impatient.table.awaitClose(other, timeout: .milliseconds(60))
        drive(impatient) { impatient.ends[1] != nil }
        #expect(impatient.ends[1]?.closure.streamEnd == .timedOut)
        silent.read()
        #expect(silent.got.isEmpty)
    }
}
