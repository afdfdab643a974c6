import Testing
import WebSocketCore

@testable import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct BackPressureTests {
    /// A session whose state can be looked at.
    private func open(
        _ server: TestServer, _ configure: (inout WebSocketClientConfiguration) -> Void
    ) async throws -> ClientSession {
        try #require(try await WebSocketClient(configure).webSocketSession(port: server.port) as? ClientSession)
    }

    private func onLoop<Value: Sendable>(
        _ session: ClientSession, _ look: @escaping @Sendable (SessionCore) -> Value
    ) async -> Value {
        let core = session.core
        return await Task(executorPreference: session.loop) { look(core) }.value
    }

    @Test func messagesAreInflatedOnlyAsTheReaderMakesRoom() async throws {
        let zeros = Frame.binary([UInt8](repeating: 0, count: 1 << 20))
        let agreed = [ExtensionHeader(name: "permessage-deflate")]
        var extensions = WebSocketExtensions()
        extensions.install(WebSocketDeflateExtension.self)
        let chain = try ExtensionChain(extensions)
        try chain.negotiate(agreed)
        let compressed = try chain.outgoing(zeros).data
        #expect(compressed.count * 16 < 256 << 10)

        let server = try TestServer { peer in
            try peer.accept(extensions: agreed)
            var bytes: [UInt8] = []
            for _ in 0..<16 { bytes += TestConnection.frame(.binary, compressed, rsv: 4) }
            try peer.send(bytes + TestConnection.frame(.close, [3, 232]))
            #expect(try peer.frame().code == 1000)
        }
        let session = try await open(server) { [extensions] in
            $0.extensions = extensions
            $0.inboundBufferLimit = 1024
        }
        try await until { await onLoop(session) { $0.isPaused } }
        for _ in 0..<16 {
            // The reader takes its time, and nothing comes ahead of it.
            let unread = await onLoop(session) { $0.unreadBytes }
            #expect(unread <= (1 << 20) + 1024 + SessionCore.frameOverhead)
            #expect(try await session.receive()?.data.count == 1 << 20)
        }
        // The close frame stood behind them.
        #expect(try await session.receive() == nil)
        #expect(await session.closeReason == CloseReason(.normal))
        try await server.join()
    }

    @Test func whatIsHeldIsReadWhenTheSessionCloses() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            let frame = TestConnection.frame(.binary, [UInt8](repeating: 0, count: 1000))
            try peer.send((0..<100).flatMap { _ in frame } + TestConnection.frame(.close, [15, 161]))
            #expect(try peer.awaitClose() == 1000)
        }
        let session = try await open(server) { $0.inboundBufferLimit = 4096 }
        try await until { await onLoop(session) { $0.isPaused && !$0.held.isEmpty } }
        try await session.close()
        while try await session.receive() != nil {}
        try await server.join()
    }

    @Test func whatIsCancelledIsForgotten() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            release.pass()
        }
        let session = try await open(server) { $0.outboundBufferLimit = 1024 }
        let first = Task { try await session.send([UInt8](repeating: 1, count: 16 << 20)) }
        try await first.value
        // A live sender stands in front of those that are given up.
        let patient = Task { await result { try await session.send("patient") } }
        try await until { await onLoop(session) { $0.senders.count == 1 } }
        let senders = (0..<10).map { number in Task { try await session.send("\(number)") } }
        let flushers = (0..<10).map { _ in Task { try await session.flush() } }
        let curious = (0..<10).map { _ in Task { _ = await session.closeReason } }
        try await until {
            await onLoop(session) { $0.senders.count == 11 && $0.flushers.count == 10 && $0.reasonWaiters.count == 10 }
        }
        for task in senders + flushers { task.cancel() }
        for task in curious { task.cancel() }
        try await until {
            await onLoop(session) { $0.senders.count == 1 && $0.flushers.isEmpty && $0.reasonWaiters.isEmpty }
        }
        let closer = Task { try await session.close() }
        try await until { await onLoop(session) { !$0.closers.isEmpty } }
        closer.cancel()
        try await until { await onLoop(session) { $0.closers.isEmpty } }
        session.terminate()
        guard case .failure(.closed) = await patient.value else {
            Issue.record("it was sent")
            return
        }
        release.open()
        try await server.join()
    }

    @Test func aFlushWaitsForWhatWasSentBeforeAndForNoMore() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            peer.discardAll()
        }
        let session = try await open(server) { $0.outboundBufferLimit = 1024 }
        let sent = Counter()
        // More than the kernels hold, so that something always waits.
        let frame = Frame.binary([UInt8](repeating: 1, count: 16 << 20))
        let senders = (0..<2).map { _ in
            Task {
                for _ in 0..<12 {
                    try await session.send(frame)
                    sent.add()
                }
            }
        }
        try await until { sent.value > 0 }
        try await session.flush()
        #expect(sent.value < 24)
        session.terminate()
        for sender in senders { _ = await sender.result }
        try await server.join()
    }

    @Test func aBrokenConnectionIsNoticedWhileNobodyReads() async throws {
        let gone = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            let frame = TestConnection.frame(.binary, [UInt8](repeating: 7, count: 1000))
            // Less than the kernel of a reader that has stopped still takes.
            try peer.send((0..<30).flatMap { _ in frame })
            gone.pass()
            peer.reset()
        }
        let session = try await open(server) { $0.inboundBufferLimit = 4096 }
        try await until { await onLoop(session) { $0.isPaused } }
        gone.open()
        try await server.join()
        let sending = await result { while true { try await session.send("x") } }
        guard case .failure(.abnormalEnd(let end)) = sending, case .reset = end.cause else {
            Issue.record("\(sending)")
            return
        }
        guard case .failure(.abnormalEnd) = await result({ try await session.flush() }) else {
            Issue.record("flushed")
            return
        }
        // What came before is not lost.
        for _ in 0..<30 { try await expectNext(.binary([UInt8](repeating: 7, count: 1000)), session) }
        guard case .failure(.abnormalEnd) = await result({ try await session.receive() }) else {
            Issue.record("no abnormal end")
            return
        }
    }

    @Test func aFlushOfABrokenConnectionFails() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            let frame = TestConnection.frame(.binary, [UInt8](repeating: 7, count: 1000))
            try peer.send((0..<500).flatMap { _ in frame })
            peer.reset()
        }
        let session = try await open(server) { $0.inboundBufferLimit = 4096 }
        try await until { await onLoop(session) { $0.isPaused } }
        try await server.join()
        let flushing = await result {
            try await session.send("x")
            try await session.flush()
        }
        guard case .failure(.abnormalEnd) = flushing else {
            Issue.record("flushed")
            return
        }
    }

    /// No close frame, one without a code, and one with a reason.
    @Test(
        arguments: [
            (nil, nil), ([], nil), ([15, 161] + Array("enough".utf8), CloseReason(.init(rawValue: 4001), "enough")),
        ] as [([UInt8]?, CloseReason?)])
    func theReasonIsKnownAtTheEndThoughNobodyReads(close: [UInt8]?, reason: CloseReason?) async throws {
        let recorder = Recorder()
        let gone = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            let frame = TestConnection.frame(.binary, [UInt8](repeating: 7, count: 1000))
            try peer.send((0..<30).flatMap { _ in frame })
            if let close { try peer.send(.close, close) }
            gone.pass()
            peer.reset()
        }
        let session = try await open(server) {
            $0.inboundBufferLimit = 4096
            $0.logger = recorder.logger
        }
        try await until { await onLoop(session) { $0.isPaused } }
        async let early = session.closeReason
        try await until { await onLoop(session) { $0.reasonWaiters.count == 1 } }
        gone.open()
        try await server.join()
        while case .success = await result({ try await session.send("x") }) {}
        #expect(await early == reason)
        #expect(await session.closeReason == reason)
        let said = recorder.messages.dropFirst(2)
        if close != nil {
            #expect(said == ["received a close frame", "the session is closed"])
            let code = recorder.metadata(of: "the session is closed")["ws.close.code"]
            #expect(code == reason.map { "\($0.code.rawValue)" })
        } else {
            #expect(said == ["the session ended without being closed"])
            #expect(recorder.metadata(of: "the session ended without being closed")["ws.error"] == "reset")
        }
        for _ in 0..<30 { try await expectNext(.binary([UInt8](repeating: 7, count: 1000)), session) }
        let last = await result { try await session.receive() }
        #expect(recorder.messages.dropFirst(2) == said)
        if close != nil {
            #expect(last == .success(nil))
        } else if case .success = last {
            Issue.record("no abnormal end")
        }
        #expect(await session.closeReason == reason)
    }

    /// Faults that are seen ahead, and one that an extension alone finds.
    @Test(
        arguments: [
            (TestConnection.frame(.text, [0xFF]), 1007, nil),
            (
                TestConnection.frame(.text, [0x68], fin: false) + TestConnection.frame(.ping, [])
                    + TestConnection.frame(.continuation, [0xC3]), 1007, nil
            ),
            (TestConnection.frame(.binary, [9]), 1002, 4001),
        ] as [([UInt8], UInt16, UInt16?)])
    func aCloseFrameBehindAFaultSaysNothing(fault: [UInt8], code: UInt16, early: UInt16?) async throws {
        let gone = Gate()
        let isOfExtension = early != nil
        let server = try TestServer { peer in
            try peer.accept(extensions: isOfExtension ? [ExtensionHeader(name: First.name)] : [])
            let frame = TestConnection.frame(.binary, [UInt8](repeating: First.mark, count: 1000))
            try peer.send((0..<30).flatMap { _ in frame } + fault)
            try peer.sendClose(4001)
            gone.pass()
            peer.reset()
        }
        let session = try await open(server) {
            $0.inboundBufferLimit = 4096
            if isOfExtension { $0.extensions.install(MarkExtension<First>.self) }
        }
        try await until { await onLoop(session) { $0.isPaused } }
        gone.open()
        try await server.join()
        while case .success = await result({ try await session.send("x") }) {}
        #expect(await session.closeReason?.code.rawValue == early)
        for _ in 0..<30 { _ = try await session.incoming.receive() }
        guard case .failure(let error) = await result({ try await session.receive() }) else {
            Issue.record("no fault")
            return
        }
        #expect(error.closeCode?.rawValue == code)
        #expect(await session.closeReason == nil)
    }

    @Test func whatIsReadWhileClosingHasNoGap() async throws {
        let (closing, roomy) = (Gate(), Gate())
        let server = try TestServer { peer in
            try peer.accept()
            func message(_ number: UInt8) -> [UInt8] {
                TestConnection.frame(.binary, [number] + [UInt8](repeating: 0, count: 999))
            }
            try peer.send((0..<20).flatMap(message))
            #expect(try peer.frame().opcode == .close)
            closing.open()
            roomy.pass()
            try peer.send(message(20))
            try peer.sendClose(1000)
        }
        let session = try await open(server) { $0.inboundBufferLimit = 4096 }
        try await until { await onLoop(session) { $0.isPaused && !$0.held.isEmpty } }
        let closer = Task { try await session.close() }
        try await closing.passed()
        try await until { await onLoop(session) { $0.dropsRest } }
        // Makes room again, behind what had none.
        var numbers: [UInt8] = []
        for _ in 0..<3 { numbers.append(try await session.incoming.receive().data[0]) }
        roomy.open()
        while let frame = try await session.receive() { numbers.append(frame.data[0]) }
        #expect(numbers == Array(0..<UInt8(numbers.count)))
        #expect(!numbers.contains(20))
        try await closer.value
        try await server.join()
    }

    /// Text that is none, and a frame of a reserved kind.
    @Test(arguments: [([0x81, 1, 0xFF], [0xFF]), ([0x8F, 0], [0x8F, 0])] as [([UInt8], [UInt8])])
    func theLastBytesOfWhatWasHeldAreThoseOfTheFault(fault: [UInt8], lastBytes: [UInt8]) async throws {
        let server = try TestServer { peer in
            try peer.accept()
            let large = TestConnection.frame(.binary, [UInt8](repeating: 7, count: 2000))
            try peer.send(
                large + TestConnection.frame(.text, Array("ok".utf8)) + fault
                    + TestConnection.frame(.text, Array("behind".utf8)))
            try peer.awaitClose()
        }
        let session = try await open(server) { $0.inboundBufferLimit = 1024 }
        try await until { await onLoop(session) { $0.isPaused && !$0.held.isEmpty } }
        try await expectNext(.binary([UInt8](repeating: 7, count: 2000)), session)
        try await expectNext(.text("ok"), session)
        let end = await result { try await session.receive() }
        guard case .failure(.protocolViolation(_, _, _, _, let bytes)) = end else {
            Issue.record("\(end)")
            return
        }
        #expect(bytes == lastBytes)
        try await server.join()
    }
}
