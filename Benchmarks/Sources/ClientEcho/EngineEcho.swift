import NetworkIO
import WebSocketCore
import WebSocketTransport

/// By the engine alone: events on one thread, without tasks, frames of one's own or a script.
struct EngineEcho {
    private enum EngineError: Error {
        case failed
    }

    private let load: EchoLoad
    private let message = [UInt8](repeating: 0x61, count: EchoLoad.size)

    init(_ load: EchoLoad) { self.load = load }

    func run() throws -> EchoFigures {
        var table = try ChannelTable(seed: 1)
        var random = FastRandom(seed: 1)
        let request = try UpgradeRequest(
            resource: "/", host: "127.0.0.1:\(load.port)", key: HandshakeKey(random: &random))
        table.prepare(ConnectPlan(host: "127.0.0.1", port: load.port, request: UpgradeRequestTemplate(request)))
        let channels = (0..<load.sessions).map { table.connect(tag: UInt32($0), number: $0) }
        let begin = MonotonicClock.now() + 1_000_000_000
        let finish = begin + Nanoseconds(load.seconds) * 1_000_000_000
        _ = table.loop.timers.schedule(at: begin, token: 1)
        _ = table.loop.timers.schedule(at: finish, token: 2)
        var roundTrips = 0
        var start = EchoFigures.Mark(roundTrips: 0)
        while true {
            table.wait()
            while let event = table.next() {
                switch event {
                case .opened(let tag, _, _): send(&table, channels[Int(tag)])
                case .message(let tag, let piece, _):
                    guard piece.isLast else { continue }
                    roundTrips += 1
                    send(&table, channels[Int(tag)])
                case .timer(token: 1): start = EchoFigures.Mark(roundTrips: roundTrips)
                case .timer: return EchoFigures(from: start, to: EchoFigures.Mark(roundTrips: roundTrips))
                case .connectFailed, .closed, .violated: throw EngineError.failed
                default: break
                }
            }
        }
    }

    private func send(_ table: inout ChannelTable, _ channel: ChannelID) {
        unsafe table.sendFrame(on: channel, .binary, payload: message.span.bytes)
    }
}
