import Glibc
import Testing

@testable import NetworkIO

/// Two ends of a connection within one loop, on loopback.
struct EventLoopTests {
    private static let loopback = SocketAddress(literal: "127.0.0.1", port: 0)!

    /// Runs the loop until `done`, handing each event on; fails the test after two seconds.
    private func run(
        _ loop: inout EventLoop, until done: (LoopEvent) throws -> Bool, _ each: (inout EventLoop, LoopEvent) -> Void
    ) throws {
        let guardToken = UInt64.max
        var guardTimer = loop.timers.schedule(at: MonotonicClock.now() + 2_000_000_000, token: guardToken)
        while true {
            loop.wait()
            while let event = loop.next() {
                if case .timer(guardToken) = event {
                    Issue.record("nothing more came within two seconds")
                    return
                }
                each(&loop, event)
                if try done(event) {
                    loop.timers.cancel(&guardTimer)
                    return
                }
            }
        }
    }

    private func connectedPair(_ loop: inout EventLoop, options: SocketOptions = .init()) throws -> (StreamID, StreamID)
    {
        let address = try loop.streams.listen(on: EventLoopTests.loopback, options: options)
        let client = try loop.streams.connect(to: address, from: nil, options: options, tag: 1)
        var server: StreamID?
        var isConnected = false
        try run(&loop, until: { _ in server != nil && isConnected }) { loop, event in
            switch event {
            case .stream(.accepted(let stream)):
                loop.streams.setTag(2, of: stream)
                server = stream
            case .stream(.connected(let tag)):
                #expect(tag == 1)
                isConnected = true
            default: Issue.record("unexpected \(event)")
            }
        }
        return (client, try #require(server))
    }

    private func send(_ bytes: [UInt8], on stream: StreamID, _ loop: inout EventLoop) -> SendOutcome {
        unsafe loop.streams.send(bytes.span.bytes, on: stream)
    }

    private func received(_ loop: borrowing EventLoop, _ count: Int) -> [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: loop.streams.received, count: count))
    }

    @Test func bytesAndTheirEndArrive() throws {
        var loop = try EventLoop()
        let (client, _) = try connectedPair(&loop)
        #expect(send(Array("hello".utf8), on: client, &loop) == .sent)
        loop.streams.finishSending(on: client)
        var got: [UInt8] = []
        try run(&loop, until: { if case .stream(.ended(2)) = $0 { true } else { false } }) { loop, event in
            if case .stream(.received(2, let count, let at)) = event {
                got += received(loop, count)
                #expect(at <= MonotonicClock.now())
            }
        }
        #expect(got == Array("hello".utf8))
    }

    @Test func aResetIsAFailureWithItsReason() throws {
        var loop = try EventLoop()
        let (client, _) = try connectedPair(&loop)
        loop.streams.close(client, reset: true)
        var code: Int32 = 0
        try run(&loop, until: { if case .stream(.failed(2, _)) = $0 { true } else { false } }) { _, event in
            if case .stream(.failed(_, let reason)) = event { code = reason }
        }
        #expect(code == ECONNRESET)
    }

    @Test func aRefusedConnectIsAFailureWithItsReason() throws {
        var loop = try EventLoop()
        let address = try loop.streams.listen(on: EventLoopTests.loopback, options: .init())
        loop.streams.stopListening()
        _ = try loop.streams.connect(to: address, from: nil, options: .init(), tag: 9)
        var code: Int32 = 0
        try run(&loop, until: { if case .stream(.failed(9, _)) = $0 { true } else { false } }) { _, event in
            if case .stream(.failed(_, let reason)) = event { code = reason }
        }
        #expect(code == ECONNREFUSED)
    }

    @Test func whatTheKernelRefusesIsKeptInOrderAndItsDrainIsSaid() throws {
        var loop = try EventLoop()
        var options = SocketOptions()
        options.sendBuffer = 16 * 1024
        options.receiveBuffer = 16 * 1024
        let (client, server) = try connectedPair(&loop, options: options)
        loop.streams.setReading(false, of: server)
        let block = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        guard case .queued(let waiting) = send(block, on: client, &loop) else {
            Issue.record("a million bytes fitted into two buffers of 16 KiB")
            return
        }
        #expect(waiting == loop.streams.waitingBytes(of: client))
        #expect(send([1, 2, 3], on: client, &loop) == .queued(waiting: waiting + 3))
        loop.streams.setReading(true, of: server)
        var got: [UInt8] = []
        var drained = 0
        try run(&loop, until: { _ in got.count == block.count + 3 }) { loop, event in
            switch event {
            case .stream(.received(2, let count, _)): got += received(loop, count)
            case .stream(.drained(1)):
                drained += 1
                #expect(loop.streams.waitingBytes(of: client) <= options.lowWaterMark)
            default: break
            }
        }
        #expect(got == block + [1, 2, 3])
        #expect(drained == 1)
    }

    @Test func aBufferFilledToTheBrimIsReadOn() throws {
        var loop = try EventLoop()
        let (client, _) = try connectedPair(&loop)
        let block = [UInt8](repeating: 7, count: 3_000_000)
        _ = send(block, on: client, &loop)
        loop.streams.finishSending(on: client)
        var total = 0
        try run(&loop, until: { if case .stream(.ended(2)) = $0 { true } else { false } }) { _, event in
            if case .stream(.received(2, let count, _)) = event { total += count }
        }
        #expect(total == block.count)
    }

    @Test func aClosedStreamSaysNothingAndItsNameIsNotUsedAgain() throws {
        var loop = try EventLoop()
        let (client, server) = try connectedPair(&loop)
        _ = send([1], on: client, &loop)
        loop.streams.close(server, reset: false)
        #expect(send([1], on: server, &loop) == .failed(code: EBADF))
        try run(&loop, until: { if case .stream(.failed(1, _)) = $0 { true } else { false } }) { _, event in
            if case .stream(.received) = event { Issue.record("bytes for a stream that is closed") }
        }
        loop.streams.close(client, reset: false)
        let address = try loop.streams.listen(on: EventLoopTests.loopback, options: .init())
        let next = try loop.streams.connect(to: address, from: nil, options: .init(), tag: 3)
        #expect(next.slot == client.slot || next.slot == server.slot)
        #expect(next != client && next != server)
    }

    @Test func sourceAddressesAreUsed() throws {
        var loop = try EventLoop()
        let listener = try PlainListener()
        let source = SocketAddress(literal: "127.0.0.77", port: 0)
        _ = try loop.streams.connect(to: listener.address, from: source, options: .init(), tag: 1)
        try run(&loop, until: { if case .stream(.connected) = $0 { true } else { false } }) { _, _ in }
        #expect(listener.nextPeer()?.host == "127.0.0.77")
    }

    @Test func theLocalPortIsChosenFromTheGivenOnes() throws {
        var loop = try EventLoop()
        let listener = try PlainListener()
        var options = SocketOptions()
        options.localPorts = 47_300...47_331
        _ = try loop.streams.connect(to: listener.address, from: nil, options: options, tag: 1)
        try run(&loop, until: { if case .stream(.connected) = $0 { true } else { false } }) { _, _ in }
        #expect((47_300...47_331).contains(listener.nextPeer()?.port ?? 0))
    }

    @Test func timersThatAreDueAtOnceDoNotKeepTheStreamsWaiting() throws {
        var loop = try EventLoop()
        let address = try loop.streams.listen(on: EventLoopTests.loopback, options: .init())
        _ = try loop.streams.connect(to: address, from: nil, options: .init(), tag: 1)
        _ = loop.timers.schedule(at: MonotonicClock.now(), token: 1)
        try run(&loop, until: { if case .stream(.accepted) = $0 { true } else { false } }) { loop, event in
            guard case .timer(1) = event else { return }
            loop.refreshNow()
            _ = loop.timers.schedule(at: loop.now, token: 1)
        }
    }

    @Test func messagesFromOtherThreadsEndTheWait() throws {
        var loop = try EventLoop()
        let handle = loop.handle
        let thread = try WorkerThread(name: "poster") {
            for number in 0..<100 { handle.post(.resolved(tag: UInt32(number), .success([]))) }
        }
        var numbers: [UInt32] = []
        try run(&loop, until: { _ in numbers.count == 100 }) { _, event in
            if case .message(.resolved(let number, _)) = event { numbers.append(number) }
        }
        thread.join()
        #expect(numbers == Array(0..<100))
    }

    @Test func aLookupIsAnsweredByMessage() throws {
        var loop = try EventLoop()
        Resolver.resolve(host: "localhost", port: 80, tag: 4, for: loop.handle)
        try run(&loop, until: { if case .message(.resolved(4, .success)) = $0 { true } else { false } }) { _, _ in }
    }

    @Test func timersFireWhenDue() throws {
        var loop = try EventLoop()
        let start = MonotonicClock.now()
        _ = loop.timers.schedule(at: start + 5_000_000, token: 5)
        try run(&loop, until: { if case .timer(5) = $0 { true } else { false } }) { _, _ in }
        #expect(MonotonicClock.now() - start >= 5_000_000)
    }
}
