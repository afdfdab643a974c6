import NetworkIO
import Synchronization
import Testing
import WebSocketCore

@testable import WebSocketTransport

/// A message as a server got it.
struct GotMessage: Hashable, Sendable {
    var opcode: Opcode
    var bytes: [UInt8]
    var frames: Int
}

/// A server on a thread of its own that does with each message what the test says, and keeps what came.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (inout ChannelTable, ChannelID, GotMessage) -> Void
    typealias Opening = @Sendable (inout ChannelTable, ChannelID) -> Void

    let address: SocketAddress
    private let loop: LoopHandle
    private let thread: WorkerThread

    private let box: Box

    private final class Box: Sendable {
        let got = Mutex<[GotMessage]>([])
    }

    /// A server that does this with each message.
    convenience init(_ script: @escaping Script = ScriptedServer.echo) throws {
        try self.init(opened: { _, _ in }, script)
    }

    /// A server that echoes, and does this with each channel at its beginning.
    convenience init(opened: @escaping Opening) throws { try self.init(opened: opened, ScriptedServer.echo) }

    private init(opened: @escaping Opening, _ script: @escaping Script) throws {
        let loopback = try #require(SocketAddress(literal: "127.0.0.1", port: 0))
        let start = Handover<(SocketAddress, LoopHandle)?>()
        let box = Box()
        thread = try WorkerThread(name: "scripted") {
            guard var table = try? ChannelTable(seed: 99),
                let address = try? table.listen(on: loopback, options: .init(), limits: .init())
            else { return start.give(nil) }
            start.give((address, table.loop.handle))
            ScriptedServer.serve(&table, box, opened, script)
        }
        (address, loop) = try #require(start.take())
        self.box = box
    }

    /// All messages so far, in the order of their arrival.
    var messages: [GotMessage] { box.got.withLock { $0 } }

    /// Ends the server at once, and its connections with it.
    func stop() {
        loop.post(.stop)
        thread.join()
    }

    /// Sends a message back as one frame.
    static let echo: Script = { table, channel, message in
        unsafe table.sendFrame(on: channel, message.opcode, payload: message.bytes.span.bytes)
    }

    private static func serve(_ table: inout ChannelTable, _ box: Box, _ opened: Opening, _ script: Script) {
        var channels: [ChannelID] = []
        var partial: [UInt32: [UInt8]] = [:]
        while true {
            table.wait()
            while let event = table.next() {
                switch event {
                case .accepted(let channel, _):
                    table.setTag(UInt32(channels.count), of: channel)
                    channels.append(channel)
                    opened(&table, channel)
                case .message(let tag, let piece, _):
                    partial[tag, default: []] += table.withPayload(piece) { bytes in
                        unsafe bytes.withUnsafeBytes { unsafe Array($0) }
                    }
                    guard piece.isLast else { continue }
                    let message = GotMessage(
                        opcode: piece.opcode, bytes: partial.removeValue(forKey: tag) ?? [], frames: piece.frames)
                    box.got.withLock { $0.append(message) }
                    script(&table, channels[Int(tag)], message)
                case .mail(.stop): return
                default: break
                }
            }
        }
    }
}
