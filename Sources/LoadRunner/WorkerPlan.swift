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
    /// By their indices, which sessions and figures carry.
    var kinds: [KindPlan]

    /// Sessions of all kinds and workers, by plan.
    var sessions: Int { kinds.reduce(0) { $0 + $1.sessions } }

    /// Whether messages of any kind are due by a schedule.
    var hasOpenModel: Bool { kinds.contains { $0.isOpenModel } }

    /// Sessions of a kind that are this worker's: each `workers`-th, beginning with `index`.
    func ownSessions(_ kind: KindPlan) -> Int {
        kind.sessions > index ? (kind.sessions - index + workers - 1) / workers : 0
    }

    /// The number, among all sessions of its kind, of one of this worker's.
    func number(_ own: Int) -> Int { index + own * workers }

    /// When the session with this number is to connect.
    func connectDue(_ number: Int, _ kind: KindPlan) -> Nanoseconds {
        origin + Nanoseconds(Double(number) * kind.connectInterval)
    }
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
    var payload: PingPayload
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
