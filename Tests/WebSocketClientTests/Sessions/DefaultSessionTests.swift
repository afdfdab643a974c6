import Testing
import WebSocketClient
import WebSocketCore

@Suite(.timeLimit(.minutes(1))) struct DefaultSessionTests {
    @Test func fragmentsAreJoinedAndPingsBetweenThemAnswered() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.text, Array("gr\u{FC}".utf8).dropLast(), fin: false)
            try peer.send(.ping, [7, 8])
            try peer.send(.continuation, [0xBC], fin: false)
            try peer.send(.continuation, Array("ß".utf8))
            try peer.send(.binary, [1])
            #expect(try peer.frame() == .init(opcode: .pong, fin: true, rsv: 0, isMasked: true, payload: [7, 8]))
            try peer.awaitClose()
        }
        try await WebSocketClient().webSocket(port: server.port) { session in
            try await expectNext(.text("grüß"), session)
            try await expectNext(.binary([1]), session)
        }
        try await server.join()
    }

    @Test func aCloseOfTheServerEndsIncomingAfterWhatCameBefore() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send("last")
            try peer.sendClose(4001, "enough")
            let answer = try peer.frame()
            #expect(answer.opcode == .close)
            #expect(answer.code == 4001)
            peer.finish()
            try peer.awaitEnd()
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        #expect(await session.closeReason == CloseReason(.init(rawValue: 4001), "enough"))
        var frames: [Frame] = []
        for try await frame in session.incoming { frames.append(frame) }
        #expect(frames == [.text("last")])
        await #expect(throws: WebSocketError.closed(reason: CloseReason(.init(rawValue: 4001), "enough"))) {
            try await session.incoming.receive()
        }
        try await session.close()
        try await server.join()
    }

    @Test func aCloseWithoutACodeHasNoReason() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.close)
            #expect(try peer.frame().payload.isEmpty)
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        #expect(await session.closeReason == nil)
        try await server.join()
    }

    @Test func anEndWithoutACloseFrameIsThrownWithTheLastBytes() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send("whole")
            try peer.send(Array(TestConnection.frame(.text, Array("half".utf8)).dropLast(2)))
            peer.finish()
            try peer.awaitEnd()
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        try await expectNext(.text("whole"), session)
        for _ in 0..<2 {
            let error = await #expect(throws: WebSocketError.self) { try await session.incoming.receive() }
            guard case .abnormalEnd(let end) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(end.code == .abnormal)
            #expect(end.cause == .ended)
            #expect(end.lastBytes == Array("ha".utf8))
        }
        #expect(await session.closeReason == nil)
        try await server.join()
    }

    @Test func aBrokenConnectionIsThrownWithItsErrno() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            peer.reset()
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        let error = await #expect(throws: WebSocketError.self) { try await session.incoming.receive() }
        guard case .abnormalEnd(let end) = error, case .reset(let code) = end.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(code != 0)
        try await server.join()
    }

    @Test func aPeerThatBreaksTheProtocolIsToldAndTheReaderToo() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.text, [0xC3, 0x28])
            #expect(try peer.awaitClose() == 1007)
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        let error = await #expect(throws: WebSocketError.self) { try await session.incoming.receive() }
        guard case .protocolViolation(let rule, _, let code, _, let lastBytes) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(rule == "invalid-utf8")
        #expect(code.rawValue == 1007)
        #expect(lastBytes == [0xC3, 0x28])
        try await server.join()
    }

    @Test func limitsAndMaskingCanBeChangedInTheMiddle() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.frame().isMasked)
            try peer.send(.binary, [UInt8](repeating: 0, count: 100))
            #expect(try peer.frame().isMasked == false)
            try peer.send(.binary, [UInt8](repeating: 0, count: 101))
            #expect(try peer.awaitClose() == 1009)
        }
        let session = try await WebSocketClient { $0.maxFrameSize = 100 }.webSocketSession(port: server.port)
        #expect(session.maxFrameSize == 100)
        try await session.send("masked")
        #expect(try await session.incoming.receive().data.count == 100)
        session.masking = .off
        #expect(session.masking == .off)
        try await session.send("bare")
        await #expect(throws: WebSocketError.messageTooBig(bytes: 101, limit: 100, lastBytes: [0x82, 101])) {
            try await session.incoming.receive()
        }
        try await server.join()
    }

    @Test func fragmentsCountTogetherForTheLimit() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.binary, [UInt8](repeating: 0, count: 60), fin: false)
            try peer.send(.continuation, [UInt8](repeating: 0, count: 60))
            #expect(try peer.awaitClose() == 1009)
        }
        let session = try await WebSocketClient { $0.maxFrameSize = 100 }.webSocketSession(port: server.port)
        let lastBytes = [UInt8](repeating: 0, count: 60) + [0x80, 60]
        await #expect(throws: WebSocketError.messageTooBig(bytes: 120, limit: 100, lastBytes: lastBytes)) {
            try await session.incoming.receive()
        }
        try await server.join()
    }

    @Test func pingsGoAtTheIntervalAsLongAsTheyAreAnswered() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            var payloads: Set<[UInt8]> = []
            while payloads.count < 3 {
                let ping = try peer.frame()
                guard ping.opcode == .ping else { continue }
                payloads.insert(ping.payload)
                try peer.send(.pong, ping.payload)
            }
            try peer.send("enough")
            try peer.awaitClose()
        }
        let client = WebSocketClient {
            $0.pingInterval = .milliseconds(5)
            $0.pingTimeout = .seconds(20)
        }
        try await client.webSocket(port: server.port) { session in
            try await expectNext(.text("enough"), session)
        }
        try await server.join()
    }

    @Test func aPongThatStaysAwayEndsTheSession() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            let ping = try peer.frame()
            #expect(ping.opcode == .ping)
            // Not the one that is waited for.
            try peer.send(.pong, [1, 2, 3])
            let close = try peer.frame()
            #expect(close.opcode == .close)
            #expect(close.code == 1011)
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        session.pingTimeout = .milliseconds(10)
        session.pingInterval = .milliseconds(5)
        #expect(session.pingInterval == .milliseconds(5))
        let error = await #expect(throws: WebSocketError.self) { try await session.incoming.receive() }
        guard case .abnormalEnd(let end) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(end.cause == .pingTimeout)
        try await server.join()
    }

    @Test func twoReadersAreAnError() async throws {
        let echo = try TestEcho()
        let session = try await WebSocketClient().webSocketSession(port: echo.port)
        // Which of the two comes first is theirs to find out.
        let results = await withTaskGroup(of: Result<Frame, WebSocketError>.self) { group in
            for _ in 0..<2 { group.addTask { await result { try await session.incoming.receive() } } }
            let refused = await group.next()
            _ = await result { try await session.send("one") }
            return [refused, await group.next()]
        }
        #expect(results == [.failure(.alreadyReading), .success(.text("one"))])
        try await session.close()
    }

    @Test func whatMayNotBeSentIsRefusedAndTheSessionStays() async throws {
        let echo = try TestEcho()
        try await WebSocketClient().webSocket(port: echo.port) { session in
            await #expect(throws: WebSocketError.closeCodeNotSendable(.init(rawValue: 1006))) {
                try await session.close(CloseReason(.init(rawValue: 1006)))
            }
            await #expect(throws: WebSocketError.closeCodeNotSendable(.init(rawValue: 1005))) {
                try await session.send(.close(CloseReason(.init(rawValue: 1005))))
            }
            await #expect(throws: WebSocketError.controlFrameTooLong(.ping, bytes: 126)) {
                try await session.send(.ping([UInt8](repeating: 0, count: 126)))
            }
            try await session.send("still here")
            try await expectNext(.text("still here"), session)
        }
    }

    @Test func terminateCutsAtOnce() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            // Reset, and nothing said before.
            #expect(throws: TestConnection.Problem.reset) { _ = try peer.readFrame() }
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        session.terminate()
        let error = await #expect(throws: WebSocketError.self) { try await session.incoming.receive() }
        guard case .abnormalEnd(let end) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(end.cause == .terminated)
        await #expect(throws: WebSocketError.self) { try await session.send("late") }
        try await server.join()
    }

    @Test(arguments: [false, true]) func aServerThatDoesNotEndItsStreamIsCut(isViolating: Bool) async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            if isViolating {
                try peer.send(.text, [0xFF])
            } else {
                try peer.sendClose(1001)
            }
            release.pass()
        }
        let begin = ContinuousClock.now
        let session = try await WebSocketClient { $0.closeTimeout = .milliseconds(20) }
            .webSocketSession(port: server.port)
        if isViolating {
            await #expect(throws: WebSocketError.self) { try await session.incoming.receive() }
        } else {
            #expect(try await session.incoming.makeAsyncIterator().nextFrame() == nil)
        }
        try await session.close()
        // Without a limit of the client's own it takes 2 s at the least.
        #expect(ContinuousClock.now - begin < .seconds(2))
        release.open()
        try await server.join()
    }

    @Test func aServerThatDoesNotAnswerACloseIsCut() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            release.pass()
        }
        let session = try await WebSocketClient { $0.closeTimeout = .milliseconds(20) }
            .webSocketSession(port: server.port)
        try await session.close(CloseReason(.goingAway))
        try await expectAbnormalEnd(.closeTimeout, session)
        #expect(await session.closeReason == CloseReason(.goingAway))
        release.open()
        try await server.join()
    }

    @Test(arguments: [false, true]) func aServerThatEndsInsteadOfAnsweringACloseHasNotClosed(resets: Bool) async throws
    {
        let server = try TestServer { peer in
            try peer.accept()
            #expect(try peer.frame().opcode == .close)
            if resets { peer.reset() }
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        try await session.close()
        try await expectAbnormalEnd(resets ? .reset(code: 104) : .ended, session)
        try await server.join()
    }

    @Test func theLastBytesHaveTheFragmentsOfAMessage() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(.binary, [1, 2], fin: false)
            try peer.send(.continuation, [3], fin: false)
            try peer.send([0x80, 9, 4])
            peer.finish()
            try peer.awaitEnd()
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        try await expectAbnormalEnd(.ended, session, lastBytes: [1, 2, 3, 4])
        try await server.join()
    }
}
