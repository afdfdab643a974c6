import NetworkIO
import Testing
import WebSocketCore

@testable import WebSocketTransport

/// A table that a test drives by turns, and all that it said.
final class Driver {
    private static let turnToken: UInt64 = 0xFFFF

    var table: ChannelTable
    private(set) var seen: [Seen] = []
    /// Of the server's side, in the order in which they came.
    private(set) var accepted: [ChannelID] = []
    private(set) var requests: [UpgradeRequest] = []
    private(set) var ends: [UInt32: ChannelEnd] = [:]
    private(set) var failures: [UInt32: ConnectFailure] = [:]
    private(set) var timings: [UInt32: ConnectTiming] = [:]
    /// Called with each event as it comes.
    var react: (Driver, ChannelEvent) -> Void = { _, _ in }
    private var message: [UInt32: [UInt8]] = [:]

    init(seed: UInt64 = 1) throws { table = try ChannelTable(seed: seed) }

    /// One turn, of a millisecond where nothing happens.
    func turn() {
        var timer = table.loop.timers.schedule(at: MonotonicClock.now() + 1_000_000, token: Driver.turnToken)
        table.wait()
        while let event = table.next() {
            note(event)
            react(self, event)
        }
        table.loop.timers.cancel(&timer)
    }

    private func note(_ event: ChannelEvent) {
        switch event {
        case .opened(let tag, let timing, let subprotocol):
            timings[tag] = timing
            seen.append(.opened(tag, subprotocol: subprotocol))
        case .connectFailed(let tag, let failure, let timing):
            timings[tag] = timing
            failures[tag] = failure
            seen.append(.failed(tag, failure.kind))
        case .accepted(let channel, let request):
            accepted.append(channel)
            requests.append(request)
            table.setTag(100 + UInt32(accepted.count), of: channel)
            seen.append(.accepted(request.resource))
        case .handshakeRefused(let error): seen.append(.refused(error))
        case .securingFailed(let failure): seen.append(.insecure(failure.kind))
        case .message(let tag, let piece, _):
            message[tag, default: []] += table.withPayload(piece) { $0.bytes }
            if piece.isLast { seen.append(.message(tag, piece.opcode, message.removeValue(forKey: tag) ?? [])) }
        case .bytes(let tag, let range):
            let bytes = unsafe UnsafeRawBufferPointer(start: table.received, count: range.upperBound)
            seen.append(.bytes(tag, unsafe Array(bytes[range])))
        case .ping(let tag): seen.append(.ping(tag))
        case .pong(let tag, let payload, _): seen.append(.pong(tag, table.withPayload(payload) { $0.bytes }))
        case .closeReceived(let tag, let status): seen.append(.closeReceived(tag, status))
        case .drained(let tag): seen.append(.drained(tag))
        case .closed(let tag, let end):
            ends[tag] = end
            seen.append(.closed(tag, end.closure))
        case .acceptFailed, .timer, .mail, .violated: break
        }
    }

    /// Writes a frame; it leaves with the turn.
    func send(
        _ bytes: [UInt8], _ opcode: Opcode = .binary, fin: Bool = true, rsv: UInt8 = 0, on channel: ChannelID
    ) {
        unsafe table.sendFrame(on: channel, opcode, fin: fin, rsv: rsv, payload: bytes.span.bytes)
    }

    var messages: [Seen] { seen.filter(\.isMessage) }

    func forget() { seen = [] }
}

/// Drives tables until something is so; a failure of the test when it is not within three seconds.
func drive(
    _ drivers: Driver..., location: SourceLocation = #_sourceLocation, until isDone: () -> Bool
) {
    let deadline = MonotonicClock.now() + 3_000_000_000
    while !isDone() {
        guard MonotonicClock.now() < deadline else {
            let said = drivers.map { "\($0.seen.suffix(10))" }.joined(separator: "; ")
            Issue.record("not within three seconds; seen: \(said)", sourceLocation: location)
            return
        }
        for driver in drivers { driver.turn() }
    }
}

extension RawSpan {
    var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
