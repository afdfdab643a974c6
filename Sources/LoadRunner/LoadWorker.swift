import Metrics
import NetworkIO
import Scenario
import WebSocketCore
import WebSocketTransport

/// One thread of the generator: its sessions, from the first connect to the last close.
///
/// All work hangs on events of the channel table; nothing is called back and nothing waits. What happens to a session
/// stands in `LoadWorker+Sessions`, what it sends in `+Messages`, what comes back in `+Replies`, its pings in `+Pings`,
/// and the phases of the run in `+Phases`.
struct LoadWorker: ~Copyable {
    let plan: WorkerPlan
    /// Whether messages are due by a schedule of their own.
    let isOpenModel: Bool
    /// From a session's opening to the end of its sending; `unlimited` where only the run's end ends it.
    let life: Nanoseconds
    static let unlimited = Nanoseconds.max / 2
    var table: ChannelTable
    let metrics: WorkerMetrics
    /// What became, after the measured window had begun, of messages that were due before.
    let leftovers: WorkerMetrics
    let deliveries: DeliveryBox

    var sessions = Slab<Session>()
    var inFlight = InFlightLists()
    /// Where each of the worker's sessions is, by its number among them; `gone` before it comes and after it went.
    var slots: [UInt32]
    static let gone = UInt32.max
    /// Sessions whose connect was begun.
    var begun = 0

    var phase = Phase.warmUp
    /// Messages due before are not the figures'.
    var figuresFrom = Nanoseconds.min
    /// No message that is due from here on is sent.
    var sendsUntil = Nanoseconds.max
    var second = 0
    var connectTimer = TimerID.none
    /// More connects are due than one turn takes.
    var connectsAreDue = false
    var measureTimer = TimerID.none
    /// How often the user asked for the end.
    var stops = 0

    var usage: WorkerUsage
    var atWindowStart = ThreadUsage(cpu: 0, starved: 0, allocated: nil)
    /// Bytes that the thread held before its first session.
    var heldAtStart = 0
    /// Bytes that handing over figures has allocated.
    var allocatedByHandover = 0
    /// Places for messages in flight now, and when that was last added to `usage.placeTime`.
    var places = 0
    var placesSince: Nanoseconds = 0
    /// What of the table's counts has been handed over.
    var handedOver = (bytesSent: 0, bytesReceived: 0, framesSent: 0)

    init(_ plan: WorkerPlan, table: consuming ChannelTable, deliveries: DeliveryBox) {
        self.plan = plan
        isOpenModel = if case .open = plan.messages?.schedule { true } else { false }
        life = plan.life ?? LoadWorker.unlimited
        self.deliveries = deliveries
        metrics = WorkerMetrics(worker: plan.index, now: plan.origin)
        leftovers = WorkerMetrics(worker: plan.index, now: plan.origin, prepared: [])
        slots = Array(repeating: LoadWorker.gone, count: plan.ownSessions)
        usage = WorkerUsage(index: plan.index, cpu: 0)
        table.prepare(plan.connect)
        self.table = table
    }

    mutating func run() {
        let before = MonotonicClock.threadCPU()
        startPhases()
        scheduleConnect()
        while !isFinished {
            table.wait(asleep: !connectsAreDue)
            metrics.add(.genLoopTurns)
            if connectsAreDue { connectDue() }
            while let event = table.next() { handle(event) }
        }
        endPhases()
        usage.cpu = MonotonicClock.threadCPU() - before
        deliveries.put(.finished(usage))
    }

    /// All sessions have come and gone, or none is to come any more.
    private var isFinished: Bool {
        table.count == 0 && (begun == slots.count || phase == .rampDown)
    }

    private mutating func handle(_ event: ChannelEvent) {
        switch event {
        case .message(let slot, let piece, let at): received(piece, slot, at: at)
        case .timer(let token): handle(timer: token)
        case .opened(let slot, let timing, _): opened(slot, timing)
        case .connectFailed(let slot, let failure, let timing): connectFailed(slot, failure, timing)
        case .ping: pinged()
        case .pong(let slot, let payload, let at): ponged(slot, payload, at: at)
        case .drained(let slot): unblocked(slot)
        case .closeReceived(let slot, _): peerCloses(slot)
        case .violated(let slot): abandon(slot)
        case .closed(let slot, let end): closed(slot, end)
        case .mail(.stop): stop()
        case .mail, .accepted, .acceptFailed, .handshakeRefused: break
        }
    }

    private mutating func handle(timer token: UInt64) {
        let slot = UInt32(truncatingIfNeeded: token)
        switch SessionTimer(token: token) {
        case .send: sendDue(slot)
        case .ping: sendPing(slot)
        case .pong: missPong(slot)
        case .life: endSending(slot)
        case .drained: drainTimedOut(slot)
        case .reply: replyOverdue(slot)
        case .close: endSending(slot)
        case .connect: connectDue()
        case .tick: tick()
        case .measureStart: startMeasuring()
        case .measureEnd: endMeasuring()
        case nil: break
        }
    }
}
