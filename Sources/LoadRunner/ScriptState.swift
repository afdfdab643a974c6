import NetworkIO
import Script
import WebSocketCore

/// What a scripted session has beside what every session has: where it is in its script, and what it knows.
struct ScriptState {
    /// What the script waits for, by the instruction before `place`.
    enum Wait: UInt8 {
        /// Nothing: it runs, or has not begun.
        case nothing
        /// A few other sessions that will send as well.
        case company
        /// Its next turn, for it had its share of this one.
        case turn
        /// A moment: `pause`, `pace`, `rendezvous`.
        case moment
        case messages
        case pong
        /// The kernel, to take what was written.
        case room
        /// The end of a message loop.
        case loop
        /// What is on its way to it as a member of fan-out groups, before it closes.
        case deliveries
        /// The end of the connection: `expectClose`, or `fault` with an expectation.
        case close
        /// A moment until which nothing is read.
        case deafness
        /// The moment of the next piece of a frame.
        case piece
        /// The end of the connection, to open another.
        case departure
        /// The moment of the next try to connect.
        case retry
        case connection
        /// Nothing more: the session stays until it is told to end.
        case end
    }

    /// How a lost connection is made up for.
    enum Comeback {
        /// By the step `reconnect` with this index; the script goes on.
        case step(Int)
        /// By the kind's policy; the script begins anew.
        case policy
    }

    /// The session's kind, also while it is in a message loop.
    let kind: UInt32
    /// The next instruction.
    var place: Int32 = 0
    var wait = Wait.nothing
    /// The session was told to end, or its script has come to its end: no more steps, no other connection.
    var isEnding = false
    /// The plan has told the session to end, once the reply or the deliveries have come for which it still waits.
    var isToldToEnd = false
    /// The session ended its connection by a fault: its end is no loss.
    var hasClosed = false
    /// The close code of the connection that ended so, while no step has judged it.
    var endCode: UInt16?
    /// The latest message is to be answered by an `expect`, which has not come to its end.
    var awaitsReply = false
    /// The latest `pace` was waited for: what is sent late then is late through the generator.
    var wasReady = false
    /// Of the messages of the current `expect`, those that have come.
    var matched: UInt64 = 0
    /// Of the groups that the session has joined on this connection.
    var memberships: [FanOutMembership] = []
    /// What has not come by now was waited for.
    var hasWaitedForDeliveries = false

    /// The end of the wait; `max` where time does not end it.
    var deadline = Nanoseconds.max
    /// Set to fire at `timerAt`, which may be before the deadline: then it is set anew.
    var timer = TimerID.none
    var timerAt = Nanoseconds.max

    /// When the next message is due; 0: when it is written.
    var due: Nanoseconds = 0
    /// Nothing was waited for since that was set.
    var isAtPace = false
    /// When the latest message that `awaitsReply` was due, and was written.
    var sentDue: Nanoseconds = 0
    var sentAt: Nanoseconds = 0
    /// When what ended the latest wait happened.
    var eventAt: Nanoseconds = 0

    var registers: [Int64]
    var context: RenderContext
    var assembler = MessageAssembler()
    /// The message under way is in the assembler, from its first piece on.
    var hasFirstPiece = false
    var tracker = StampTracker()
    /// When the latest ping was written, and what its pong must carry; 0: none is awaited.
    var pingAt: Nanoseconds = 0
    /// The pong of the latest ping did not come in time, and has not come since.
    var hasMissedPong = false
    var pingPayload: [UInt8] = []

    /// Names the session in its stamps; 0 before the first one.
    var sender: UInt32 = 0
    /// By group: the messages that it has sent.
    var sequences: [UInt32] = []
    var slowFrame: SlowFrame?

    /// Of the opening handshake that is on its way: the headers that no other session's has.
    var headers: [UInt8] = []
    /// What the server has set, for the next opening handshake.
    var cookies = CookieJar()

    var comeback = Comeback.policy
    /// Tries to come back since the connection was lost, or to come at all since the first one failed.
    var tries = 0
    /// The session has had a connection.
    var hasOpened = false
    /// Connects that were begun after the first one.
    var returns = 0
    /// When the connection was lost that another is to make up for; 0: there is none.
    var lostAt: Nanoseconds = 0

    init(_ tables: ScriptTables, of session: Session, seed: UInt64) {
        kind = session.kind
        registers = Array(repeating: 0, count: tables.program.registerCount)
        // Beside the session's own numbers, which its message loops draw from.
        let random = FastRandom(seed: seed, stream: 1 << 63 | session.serial)
        context = RenderContext(
            session: session.number, random: random, variables: ScriptVariables(names: tables.program.names))
        context.iteration = Int(session.iteration)
    }

    /// Back to the first step; variables, counters and rows stay.
    mutating func restart() {
        place = 0
        due = 0
        awaitsReply = false
        hasClosed = false
        for index in registers.indices { registers[index] = 0 }
        context.iteration += 1
    }
}

/// A frame that is written a few bytes at a time.
final class SlowFrame {
    let bytes: [UInt8]
    let chunk: Int
    let interval: Nanoseconds
    var sent = 0

    init(bytes: [UInt8], chunk: Int, interval: Nanoseconds) {
        self.bytes = bytes
        self.chunk = max(1, chunk)
        self.interval = interval
    }

    /// The piece whose turn it is.
    func next() -> Range<Int> {
        let piece = sent..<min(bytes.count, sent + chunk)
        sent = piece.upperBound
        return piece
    }
}
