import NetworkIO
import Scenario
import WebSocketCore
import WebSocketTransport

/// What one worker has to do: the scenario compiled to numbers, cut by the worker's index.
struct WorkerPlan: Sendable {
    var index: Int
    var workers: Int
    var seed: UInt64

    /// On the monotonic clock.
    var origin: Nanoseconds
    /// The end of a tick of the timers, so that no message due later is sent before the window is open.
    var measureStart: Nanoseconds
    /// Nil: the run ends with its last session.
    var measureEnd: Nanoseconds?
    var rampDown: Nanoseconds

    /// Of the whole run; this worker has each `workers`-th, beginning with `index`.
    var sessions: Int
    /// Between two connects of the whole run.
    var connectInterval: Double
    var connect: ConnectPlan
    var highWaterMark: Int

    var messages: MessageProgram?
    /// Where the messages' payloads come from.
    var pool: PayloadPool?
    /// Whether replies are awaited, and whether they must be the same as what was sent.
    var awaitsReplies: Bool
    var comparesReplies: Bool
    var replyTimeout: Nanoseconds
    var ping: PingProgram?
    var close: CloseProgram

    /// From a session's opening to the end of its sending by plan; nil: the run's end.
    var life: Nanoseconds? { [close.after, messages?.duration].compactMap { $0 }.min() }

    /// Sessions of this worker.
    var ownSessions: Int { sessions > index ? (sessions - index + workers - 1) / workers : 0 }

    /// The number in the whole run of one of this worker's sessions.
    func number(_ own: Int) -> Int { index + own * workers }

    /// When the session with this number is to connect.
    func connectDue(_ number: Int) -> Nanoseconds { origin + Nanoseconds(Double(number) * connectInterval) }
}

/// What each session sends. Numbers only, so that the hot path counts no references.
struct MessageProgram: Sendable {
    enum Schedule: Sendable {
        /// Nanoseconds between two due times.
        case open(interval: Double)
        case closed(inFlight: Int)
    }

    var schedule: Schedule
    /// Per session; `Int.max` where only time limits them.
    var count: Int
    var duration: Nanoseconds?
    var opcode: Opcode
    var payload: PayloadBytes
    /// The size of every payload; nil where it is drawn.
    var fixedSize: Int?
    /// At how many places of `payload` a message may begin; a power of two.
    var places: Int
    /// Whether a message is one frame, whatever `fragmentation` may say.
    var isWhole: Bool
    var fragmentation: Fragmentation
    var pingsBetween: Bool
}

struct PingProgram: Sendable {
    var interval: Nanoseconds
    var payload: [UInt8]
    var timeout: Nanoseconds
    var onTimeout: PingPlan.TimeoutAction
}

struct CloseProgram: Sendable {
    var method: ClosePlan.Method
    var code: CloseCode?
    var reason: String
    var after: Nanoseconds?
    var timeout: Duration
}
