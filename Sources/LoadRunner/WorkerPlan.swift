import Metrics
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
    /// Where the warm-up ends when all sessions by plan are there: when that is by plan. `measureStart` is told then.
    var target: WarmUpTarget?
    var rampDown: Nanoseconds
    /// Tells the stamps of this run from those of others.
    var run: UInt32 = 0
    /// What no text of the result may say.
    var secrets: [String] = []
    /// By their indices, which sessions and figures carry.
    var kinds: [KindPlan]

    /// Of all kinds and workers.
    let openSessions = SessionLevel()

    /// Sessions of all kinds and workers, by plan.
    var sessions: Int { kinds.reduce(0) { $0 + $1.sessions } }

    /// Fixes the measured window's begin, where it was left to the target.
    mutating func start(at time: Nanoseconds) {
        measureStart = time
        if let duration = target?.duration { measureEnd = time + duration }
    }

    /// Whether messages of any kind are due by a schedule.
    var hasOpenModel: Bool { kinds.contains { $0.isOpenModel } }

    /// Whether sessions of any kind come by an executor.
    var hasExecutors: Bool { kinds.contains { $0.executor != nil } }

    /// Whether executors alone say when the run ends.
    var endIsFixed: Bool { kinds.allSatisfy { $0.executor != nil } }

    /// This worker's part of what is numbered.
    var cut: PlanCut { PlanCut(index: index, count: workers) }

    /// Sessions of a kind that are this worker's: each `workers`-th, beginning with `index`.
    func ownSessions(_ kind: KindPlan) -> Int {
        cut.share(of: kind.sessions)
    }

    /// The number, among all sessions of its kind, of one of this worker's.
    func number(_ own: Int) -> Int { cut.number(own) }

    /// When the session with this number is to connect, in the short form.
    func connectDue(_ number: Int, _ kind: KindPlan) -> Nanoseconds {
        origin + kind.start + kind.connects.due(number)
    }
}

/// A warm-up that ends when all sessions by plan are there.
struct WarmUpTarget: Sendable {
    /// When they are by plan, on the monotonic clock.
    var planned: Nanoseconds
    /// When the warm-up ends at the latest.
    var latest: Nanoseconds
    /// The measured time; nil where the end of the run is fixed, whenever the warm-up ends.
    var duration: Nanoseconds?
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
    /// Whether a message is one frame of the payload as it is, whatever stands below.
    var isWhole: Bool
    /// Whether messages go compressed where the connection has agreed on it.
    var compresses: Bool
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

    init(_ plan: ClosePlan) {
        method = plan.method
        code = plan.code.map(CloseCode.init(rawValue:))
        reason = plan.reason
        after = plan.after?.nanoseconds
        timeout = plan.timeout
    }
}
