import NetworkIO
import Scenario
import WebSocketCore
import WebSocketTransport

/// One session of a worker: what it has done and what it waits for.
struct Session {
    enum State: UInt8 {
        case connecting
        case open
        /// Sends no more, and waits for the replies that are due.
        case draining
        case closing
        /// Without a connection: its script goes on, or it waits to come back.
        case away
    }

    /// Of its VU or arrival among those of its kind in the whole run; in the short form each session is one VU.
    let number: Int
    /// By its index in the plan.
    var kind: UInt32
    /// Among the worker's own of its kind.
    let place: UInt32
    /// How many iterations of its VU came before.
    let iteration: UInt32
    /// Its number in the whole run, which no other session of any kind has.
    let serial: UInt64
    var channel: ChannelID
    var state = State.connecting
    /// It had a schedule of messages when it lost its latest connection, and has no other since.
    var isLost = false
    /// How this side ends the connection, once it does.
    var closeMethod = ClosePlan.Method.client
    /// Of its messages' sizes, contents and fragments; independent of the worker and of other sessions.
    var random: FastRandom
    /// When it was to connect.
    let dueAt: Nanoseconds
    var openedAt: Nanoseconds = 0
    /// Nothing of the session is due from here on; `unlimited` while only the run's end ends it.
    var until = KindPlan.unlimited
    /// Likewise, by the time that it has on its connection; `unlimited` also while it has none.
    var lifeEnd = KindPlan.unlimited
    /// Its graceful time was over before it came to its end.
    var isCut = false
    /// Its latest connection ended otherwise than by its plan, whatever it had to do.
    var isDeserted = false
    /// When its messages began: at its opening, or at the script's step.
    var startedAt: Nanoseconds = 0
    /// Where it is in the script of its kind, among the worker's; `noScript` where the kind has none.
    var script = Session.noScript
    static let noScript = UInt32.max

    /// Messages whose due time has come, and of these the ones that were written.
    var due = 0
    var sent = 0
    var inFlight = InFlightLists.List()
    /// Those at the head of `inFlight` whose reply is overdue, in the closed model: their places are taken by others.
    var overdue: UInt32 = 0
    /// Its places for messages in flight, in the closed model, are counted in.
    var hasPlaces = false
    /// Past the high-water mark: nothing is written until the kernel has taken what waits.
    var isBlocked = false
    /// When the block ended; messages due before were held back by the peer, not by the generator.
    var unblockedAt: Nanoseconds = 0

    /// Bytes of the message under way that have come, and whether all were as expected.
    var received = 0
    var isAsExpected = true
    /// How many messages are older than the one that it answers, as far as it has come.
    var ahead: UInt32 = 0
    /// Something was awaited when the message under way began.
    var isReply = false

    /// The ping that awaits its pong; 0 for none.
    var pingWritten: Nanoseconds = 0
    /// Pings so far: the number of the latest.
    var pings: UInt32 = 0
    /// Pings between fragments, on this connection; of these the latest one that was answered, with all before it, and the
    /// latest one that was written before the session's latest own ping.
    var fragmentPings: UInt32 = 0
    var fragmentPongs: UInt32 = 0
    var fragmentPingsBefore: UInt32 = 0
    var fragmentPingWritten: Nanoseconds = 0
    /// Those whose pong did not come in time, and has not come since.
    var pongsMissed: UInt32 = 0

    var sendTimer = TimerID.none
    var pingTimer = TimerID.none
    var lifeTimer = TimerID.none
    var replyTimer = TimerID.none
    var stopTimer = TimerID.none

    /// - Parameters:
    ///   - iteration: what to do, by whom.
    ///   - kind: of the session.
    ///   - width: numbers that sessions of the kind have; each round of them has `width` serial numbers of its own.
    ///   - seed: of the run.
    init(_ iteration: ExecutorTask.Iteration, kind: UInt32, width: Int, seed: UInt64) {
        number = iteration.number
        self.kind = kind
        place = UInt32(iteration.place)
        self.iteration = UInt32(truncatingIfNeeded: iteration.round)
        dueAt = iteration.due
        channel = .none
        serial = UInt64(kind) << 40 | UInt64(iteration.number + iteration.round * width)
        random = FastRandom(seed: seed, stream: serial)
    }
}

/// What a worker's timers are for; a token is that and the session's slot, or the kind of session for `connect`.
enum SessionTimer: UInt64 {
    case send = 1
    case ping, pong, life, drained, reply, close, stop, script
    /// Not of a session.
    case connect, tick, target, measureStart, measureEnd

    func token(_ slot: UInt32 = 0) -> UInt64 { rawValue << 48 | UInt64(slot) }

    init?(token: UInt64) { self.init(rawValue: token >> 48) }
}
