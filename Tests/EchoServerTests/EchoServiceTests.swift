import EchoServer
import FoundationEssentials
import Glibc
import NetworkIO
import Testing
import WebSocketCore

@Suite(.serialized) struct EchoServiceTests {
    private func service(_ change: (inout EchoOptions) -> Void = { _ in }) throws -> EchoService {
        var options = EchoOptions(address: try #require(SocketAddress(literal: "127.0.0.1", port: 0)))
        change(&options)
        return try EchoService(options)
    }

    /// Ends a service whatever its clients do.
    private func end(_ service: EchoService) {
        service.stop()
        service.stop()
        service.join()
    }

    @Test func aServiceThatCannotStartLeavesNoThread() async {
        // In a process of its own, whose limit on open files keeps the later threads from starting.
        await #expect(processExitsWith: .success) {
            var options = EchoOptions(address: try #require(SocketAddress(literal: "127.0.0.1", port: 0)))
            options.workers = 40
            var limit = rlimit(rlim_cur: 40, rlim_max: 40)
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            #expect(throws: SystemError.self) { _ = try EchoService(options) }
            // A thread that was joined may stand there for a moment.
            for _ in 0..<1000 where EchoServiceTests.threads() > 0 { usleep(1000) }
            #expect(EchoServiceTests.threads() == 0)
        }
    }

    /// The threads of services in this process.
    private static func threads() -> Int {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return all.count { thread in
            let name = try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
            return name?.hasPrefix("echo-") == true
        }
    }

    @Test func wholeMessagesComeBackAsTheyWere() throws {
        let service = try service()
        let client = try EchoTestClient(service.address)
        let binary = (0..<70_000).map { UInt8(truncatingIfNeeded: $0) }
        client.send(.text, Array("grüß".utf8))
        client.send(.binary, [])
        client.send(.binary, binary)
        client.drive { $0.messages.count == 3 }
        let areSame =
            client.messages == [
                .init(opcode: .text, bytes: Array("grüß".utf8)), .init(opcode: .binary, bytes: []),
                .init(opcode: .binary, bytes: binary),
            ]
        #expect(areSame)
        end(service)
    }

    @Test func aFragmentedMessageComesBackBeforeItIsWhole() throws {
        let service = try service()
        let client = try EchoTestClient(service.address)
        client.send(.text, Array("first, ".utf8), fin: false)
        client.drive { !$0.partial.isEmpty }
        #expect(client.messages.isEmpty)
        #expect(client.partial == Array("first, ".utf8))
        client.send(.continuation, Array("second".utf8))
        client.drive { !$0.messages.isEmpty }
        #expect(client.messages == [.init(opcode: .text, bytes: Array("first, second".utf8))])
        end(service)
    }

    @Test func pingsAreAnsweredAndTheCloseIsToo() throws {
        let service = try service()
        let client = try EchoTestClient(service.address)
        client.send(.ping, Array("you?".utf8))
        client.drive { !$0.pongs.isEmpty }
        #expect(client.pongs == [Array("you?".utf8)])
        client.close()
        client.drive { $0.closure != nil }
        let closure = try #require(client.closure)
        #expect(closure.code == 1000 && closure.clean && closure.streamEnd == .finished)
        end(service)
    }

    @Test func aClientThatDoesNotReadIsNotReadFromAndLosesNothing() throws {
        let mark = 64 * 1024
        let service = try service { $0.highWaterMark = mark }
        let client = try EchoTestClient(service.address)
        let block = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        client.setReading(false)
        // Far more than the buffers of the kernel on both ways and the server's mark hold.
        for _ in 0..<300 { client.send(.binary, block) }
        client.turn(for: 300_000_000)
        #expect(client.waitingBytes > 5_000_000)
        client.setReading(true)
        client.drive { $0.messages.count == 300 }
        let areSame = client.messages.allSatisfy { $0.bytes == block }
        #expect(areSame)
        end(service)
    }

    @Test func aStopSaysGoodbye() throws {
        let service = try service()
        let clients = try (0..<3).map { _ in try EchoTestClient(service.address) }
        service.stop()
        for client in clients {
            client.drive { $0.closure != nil }
            let closure = try #require(client.closure)
            #expect(closure.code == 1001 && closure.initiator == .remote && closure.clean)
        }
        service.join()
        let late = try EchoTestClient(service.address, expectsToOpen: false)
        #expect(late.hasFailed)
    }

    @Test func aSecondStopCutsOffThoseThatStay() throws {
        let service = try service()
        let client = try EchoTestClient(service.address)
        client.setReading(false)
        service.stop()
        service.stop()
        service.join()
        client.setReading(true)
        client.drive { $0.closure != nil }
        #expect(client.closure?.clean == false || client.closure?.code == 1001)
    }

    @Test func aSecondStopDoesNotWaitForOpeningHandshakes() throws {
        let service = try service()
        var loop = try EventLoop()
        let request = Array("GET / HTTP/1.1\r\n".utf8)
        let stream = try loop.streams.connect(to: service.address, from: nil, options: .init(), tag: 1)
        var isSent = false
        while !isSent {
            loop.wait()
            while let event = loop.next() {
                guard case .stream(.connected) = event else { continue }
                isSent = unsafe loop.streams.send(request.span.bytes, on: stream) == .sent
            }
        }
        // One that opens behind it: the service has taken the first by then.
        _ = try EchoTestClient(service.address)
        let before = MonotonicClock.now()
        end(service)
        #expect(MonotonicClock.now() - before < 8_000_000_000, "the handshake's own time-out is 10 s")
    }

    @Test func workersShareThePort() throws {
        let service = try service { $0.workers = 2 }
        for _ in 0..<8 {
            let client = try EchoTestClient(service.address)
            client.send(.text, Array("hi".utf8))
            client.drive { $0.messages == [.init(opcode: .text, bytes: Array("hi".utf8))] }
        }
        end(service)
    }

    @Test func anAddressThatIsTakenIsThrown() throws {
        let service = try service()
        #expect(throws: SystemError.self) {
            _ = try EchoService(EchoOptions(address: service.address))
        }
        end(service)
    }

    @Test func whatIsBeyondTheLimitsIsRefused() throws {
        let service = try service { $0.limits = FrameLimits(frame: 100, message: 150) }
        let client = try EchoTestClient(service.address)
        client.send(.binary, [UInt8](repeating: 1, count: 101))
        client.drive { $0.closure != nil }
        #expect(client.closure?.code == 1009)
        end(service)
    }
}
