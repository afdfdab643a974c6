import NetworkIO
import Testing
import WebSocketCore
import WebSocketTransport

/// One client, driven by turns on the test's own thread.
final class EchoTestClient {
    struct Message: Hashable {
        var opcode: Opcode
        var bytes: [UInt8]
    }

    private static let turnToken: UInt64 = 1

    private var table: ChannelTable
    private let channel: ChannelID
    private(set) var messages: [Message] = []
    /// Of the message that is not whole yet.
    private(set) var partial: [UInt8] = []
    private(set) var pongs: [[UInt8]] = []
    private(set) var closure: Closure?
    private(set) var hasFailed = false
    private var isOpen = false

    /// Connects.
    init(_ address: SocketAddress, resource: String = "/any/path", expectsToOpen: Bool = true) throws {
        var random = FastRandom(seed: 1)
        let request = try UpgradeRequest(
            resource: resource, host: address.description, key: HandshakeKey(random: &random))
        table = try ChannelTable(seed: 3)
        table.prepare(
            ConnectPlan(host: address.host, port: address.port, request: UpgradeRequestTemplate(request)))
        channel = table.connect(tag: 1, number: 0)
        drive { $0.isOpen || $0.hasFailed }
        #expect(isOpen == expectsToOpen)
    }

    func send(_ opcode: Opcode, _ bytes: [UInt8], fin: Bool = true) {
        unsafe table.sendFrame(on: channel, opcode, fin: fin, payload: bytes.span.bytes)
    }

    func close() { table.startClose(channel, code: .normal, timeout: .seconds(2)) }

    func setReading(_ on: Bool) { table.setReading(on, of: channel) }

    /// Bytes that the kernel would not take.
    var waitingBytes: Int { table.waitingBytes(of: channel) }

    /// Drives the client until something is so; a failure of the test when it is not within five seconds.
    func drive(location: SourceLocation = #_sourceLocation, until isDone: (EchoTestClient) -> Bool) {
        let deadline = MonotonicClock.now() + 5_000_000_000
        while !isDone(self) {
            guard MonotonicClock.now() < deadline else {
                Issue.record("not within five seconds", sourceLocation: location)
                return
            }
            turn(for: 1_000_000)
        }
    }

    /// Drives the client for a time.
    func turn(for time: Nanoseconds) {
        var isOver = false
        let deadline = MonotonicClock.now() + time
        var timer = table.loop.timers.schedule(at: deadline, token: EchoTestClient.turnToken)
        while !isOver {
            table.wait()
            while let event = table.next() {
                if case .timer = event { isOver = true }
                note(event)
            }
            if time <= 1_000_000 { isOver = true }
        }
        table.loop.timers.cancel(&timer)
    }

    private func note(_ event: ChannelEvent) {
        switch event {
        case .opened: isOpen = true
        case .connectFailed: hasFailed = true
        case .message(_, let piece, _):
            partial += table.withPayload(piece) { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
            guard piece.isLast else { return }
            messages.append(Message(opcode: piece.opcode, bytes: partial))
            partial = []
        case .pong(_, let payload, _):
            pongs.append(
                table.withPayload(payload) { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } })
        case .closed(_, let end): closure = end.closure
        default: break
        }
    }
}
