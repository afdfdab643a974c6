import Testing
import WebSocketClient
import WebSocketCore

@Suite(.timeLimit(.minutes(1))) struct SendingTests {
    @Test func fragmentsOfSeveralTasksNeverMix() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            var finished = 0
            while finished < 40 {
                let first = try peer.dataFrame()
                #expect(first.opcode == .text)
                var parts = [first.text]
                var isWhole = first.fin
                while !isWhole {
                    let next = try peer.dataFrame()
                    #expect(next.opcode == .continuation)
                    parts.append(next.text)
                    isWhole = next.fin
                }
                #expect(Set(parts).count == 1)
                #expect(parts.count == 5)
                finished += 1
            }
            try peer.awaitClose()
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                let send: @Sendable () async throws -> Void = {
                    for _ in 0..<5 {
                        for part in 0..<5 {
                            try await session.outgoing.send(.text("\(number)", fin: part == 4))
                            await Task.yield()
                        }
                    }
                }
                // On the loop and away from it.
                if number < 4 {
                    group.addTask(executorPreference: session.loop, operation: send)
                } else {
                    group.addTask(operation: send)
                }
            }
            group.addTask { for _ in 0..<20 { try await session.send(.ping()) } }
            try await group.waitForAll()
        }
        try await session.close()
        try await server.join()
    }

    @Test func aMessageOfATaskThatHasEndedIsNoStrangersToEnd() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            var frame = try peer.frame()
            while frame.text == "before" { frame = try peer.frame() }
            #expect(frame.text == "mine" && !frame.fin)
            // No frame of a stranger stands between.
            let next = try peer.frame()
            #expect(next.opcode == .close)
            try peer.send(.close, next.payload)
        }
        try await WebSocketClient().webSocket(port: server.port) { session in
            // One after another on one thread, and of one size: each gets the memory of the one before.
            func send(_ frame: Frame) async throws -> Result<Void, WebSocketError> {
                let task = Task(executorPreference: session.loop) {
                    await result { try await session.send(frame) }
                }
                try await Task.sleep(for: .milliseconds(1))
                task.cancel()
                return await task.value
            }
            for _ in 0..<10 { _ = try await send(.text("before")) }
            _ = try await send(.text("mine", fin: false))
            for _ in 0..<10 { #expect(try await send(.text("other")).isCancelled) }
        }
        try await server.join()
    }

    @Test func aSlowSocketSuspendsTheSenderAndFlushWaits() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            release.pass()
            var count = 0
            while true {
                let frame = try peer.frame()
                if frame.opcode == .close {
                    try peer.send(.close, frame.payload)
                    break
                }
                count += frame.payload.count
            }
            #expect(count == 32 << 20)
        }
        let client = WebSocketClient { $0.outboundBufferLimit = 256 << 10 }
        let session = try await client.webSocketSession(port: server.port)
        let sent = Counter()
        let sender = Task {
            for _ in 0..<512 {
                try await session.send([UInt8](repeating: 1, count: 64 << 10))
                sent.add()
            }
            try await session.flush()
        }
        // The kernel holds some MiB, the session a quarter of one: the sender comes to a stop far from its end.
        var before = -1
        try await until {
            try await Task.sleep(for: .milliseconds(20))
            defer { before = sent.value }
            return sent.value == before && before > 0
        }
        #expect(sent.value < 384)
        // Control frames wait for room too, and are given up when their task is.
        let ping = Task { try await session.send(.ping()) }
        ping.cancel()
        await #expect(throws: WebSocketError.cancelled) { try await ping.value }
        release.open()
        try await sender.value
        #expect(sent.value == 512)
        try await session.close()
        try await server.join()
    }

    @Test func aSenderThatWaitsHearsOfTheEnd() async throws {
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            release.pass()
        }
        let session = try await WebSocketClient().webSocketSession(port: server.port)
        let sender = Task {
            await result {
                while true { try await session.send([UInt8](repeating: 1, count: 1 << 20)) }
            }
        }
        try await Task.sleep(for: .milliseconds(30))
        session.terminate()
        guard case .failure(.abnormalEnd(let end)) = await sender.value else {
            Issue.record("it did not fail")
            return
        }
        #expect(end.cause == .terminated)
        release.open()
        try await server.join()
    }

    @Test func aSlowReaderStopsTheServer() async throws {
        let total = 64 << 20
        let taken = Counter()
        let release = Gate()
        let server = try TestServer { peer in
            try peer.accept()
            let frame = TestConnection.frame(.binary, [UInt8](repeating: 5, count: 1 << 20))
            var rest: [UInt8] = []
            var sent = 0
            // Until the client has taken nothing for a while.
            var idle = 0
            while idle < 50, sent < total {
                if rest.isEmpty {
                    rest = frame
                    sent += 1 << 20
                }
                let count = peer.offer(rest)
                rest.removeFirst(count)
                idle = count == 0 ? idle + 1 : 0
                if count == 0 { sleepBriefly() }
            }
            taken.add(sent)
            release.open()
            try peer.send(rest)
            while sent < total {
                try peer.send(frame)
                sent += 1 << 20
            }
            try peer.awaitClose()
        }
        let client = WebSocketClient { $0.inboundBufferLimit = 2 << 20 }
        try await client.webSocket(port: server.port) { session in
            try await release.passed()
            // What the kernels hold is theirs to choose, some MiB as a rule.
            #expect(taken.value < total / 2)
            let expected = Frame.binary([UInt8](repeating: 5, count: 1 << 20))
            for _ in 0..<64 { try await expectNext(expected, session) }
        }
        try await server.join()
    }

    @Test func aCloseBehindMoreThanAReaderTookIsSeenAtOnce() async throws {
        let server = try TestServer { peer in
            try peer.accept()
            try peer.send(
                TestConnection.frame(.binary, [UInt8](repeating: 1, count: 4096))
                    + TestConnection.frame(.close, [3, 232]))
            #expect(try peer.frame().code == 1000)
            peer.finish()
            try peer.awaitEnd()
        }
        let session = try await WebSocketClient { $0.inboundBufferLimit = 1024 }.webSocketSession(port: server.port)
        // Ends with the stream, for which reading has to go on; else it would be broken when the time is up.
        try await session.close()
        try await expectNext(.binary([UInt8](repeating: 1, count: 4096)), session)
        try await server.join()
    }

    @Test func whoNeverWaitsKeepsNobodyFromWork() async throws {
        let echo = try TestEcho()
        let client = WebSocketClient()
        let greedy = try await client.webSocketSession(port: echo.port)
        let modest = try await client.webSocketSession(port: echo.port)
        let flood = Task(executorPreference: greedy.loop) {
            while !Task.isCancelled { try await greedy.send([UInt8](repeating: 1, count: 4096)) }
        }
        let drain = Task(executorPreference: greedy.loop) { for try await _ in greedy.incoming {} }
        try await Task(executorPreference: modest.loop) {
            for _ in 0..<50 {
                try await modest.send("y")
                try await expectNext(.text("y"), modest)
            }
        }.value
        flood.cancel()
        _ = await flood.result
        greedy.terminate()
        _ = await drain.result
        try await modest.close()
    }
}
