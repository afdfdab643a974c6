import EchoServer
import NetworkIO
import Testing
import WebSocketCore

@Suite(.serialized) struct EchoWorkerBroadcastTests {
    private let service: EchoService

    init() throws {
        var options = EchoOptions(address: try #require(SocketAddress(literal: "127.0.0.1", port: 0)))
        options.broadcasts = true
        options.highWaterMark = 64 * 1024
        service = try EchoService(options)
    }

    private func client(_ resource: String = "/room") throws -> EchoTestClient {
        try EchoTestClient(service.address, resource: resource)
    }

    /// Ends the service whatever its clients do.
    private func end() {
        service.stop()
        service.stop()
        service.join()
    }

    private func text(_ text: String) -> EchoTestClient.Message { .init(opcode: .text, bytes: Array(text.utf8)) }

    @Test func allOfThePathGetAMessageItsSenderToo() throws {
        // What a client sends goes out when it is driven, so that the senders come first.
        let clients = try [client("/room?user=1"), client("/room?user=2"), client()]
        let stranger = try client("/other")
        clients[0].send(.text, Array("hello".utf8))
        for client in clients { client.drive { !$0.messages.isEmpty } }
        stranger.send(.text, Array("alone".utf8))
        stranger.drive { !$0.messages.isEmpty }
        clients[0].send(.binary, [1, 2, 3])
        for client in clients {
            client.drive { $0.messages.count > 1 }
            #expect(client.messages == [text("hello"), .init(opcode: .binary, bytes: [1, 2, 3])])
        }
        #expect(stranger.messages == [text("alone")])
        end()
    }

    @Test func messagesInFragmentsDoNotLieBetweenOneAnother() throws {
        let (first, second, third) = try (client(), client(), client())
        first.send(.text, Array("one, ".utf8), fin: false)
        first.turn(for: 1_000_000)
        second.send(.binary, [1], fin: false)
        second.turn(for: 1_000_000)
        first.send(.continuation, Array("two".utf8))
        first.drive { !$0.messages.isEmpty }
        second.send(.continuation, [2])
        second.drive { $0.messages.count == 2 }
        third.drive { $0.messages.count == 2 }
        #expect(third.messages == [text("one, two"), .init(opcode: .binary, bytes: [1, 2])])
        #expect(second.messages == third.messages)
        end()
    }

    @Test func aMessageOfManyReadsComesWhole() throws {
        let (sender, receiver) = try (client(), client())
        let block = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        sender.send(.binary, block)
        sender.drive { client in
            receiver.turn(for: 1_000_000)
            return !client.messages.isEmpty && !receiver.messages.isEmpty
        }
        let areSame = [sender, receiver].allSatisfy { $0.messages.map(\.bytes) == [block] }
        #expect(areSame)
        end()
    }

    @Test func whoHasGoneIsForgotten() throws {
        let clients = try (0..<4).map { _ in try client() }
        for index in [1, 0] {
            clients[index].close()
            clients[index].drive { $0.closure != nil }
        }
        let late = try client()
        clients[2].send(.text, Array("who is there?".utf8))
        for client in [clients[2], clients[3], late] {
            client.drive { !$0.messages.isEmpty }
            #expect(client.messages == [text("who is there?")])
        }
        for client in [clients[3], late] { client.close() }
        end()
    }

    @Test func whoDoesNotReadIsClosedAndNobodyWaits() throws {
        let (sender, reader, slow) = try (client(), client(), client())
        slow.setReading(false)
        let block = [UInt8](repeating: 7, count: 100_000)
        // Far more than the kernel's buffers and the server's mark hold.
        for number in 1...120 {
            sender.send(.binary, block)
            sender.drive { client in
                reader.turn(for: 1_000_000)
                return client.messages.count == number && reader.messages.count == number
            }
        }
        slow.setReading(true)
        slow.drive { $0.closure != nil }
        #expect(slow.closure?.code == 1013 && slow.closure?.initiator == .remote)
        #expect((1..<120).contains(slow.messages.count))
        #expect(reader.closure == nil && sender.closure == nil)
        end()
    }
}
