import Metrics
import NetworkIO
import Scenario
import Script
import WebSocketCore
import WebSocketTransport

/// One thread of the generator: its sessions, from the first connect to the last close.
///
/// All work hangs on events of the channel table; nothing is called back and nothing waits. What happens to a session
/// stands in `LoadWorker+Sessions`, what it sends in `+Messages`, what comes back in `+Replies`, its pings in `+Pings`,
/// and the phases of the run in `+Phases`.
struct LoadWorker: ~Copyable {
    var plan: WorkerPlan
    var table: ChannelTable
    let deliveries: DeliveryBox

    /// By the kinds' indices.
    var kinds = Slab<KindState>()
    var sessions = Slab<Session>()
    var inFlight = InFlightLists()
    /// Sessions whose next message goes together with those of others, in the closed model.
    var senders = InlineArray<32, UInt32>(repeating: KindState.gone)
    var sendersCount = 0
    static let sendersTogether = 32
    /// What scripted sessions have beside; `Session.script` says where.
    var scripts = Slab<ScriptState>()
    /// Memory that templates and matches work in.
    let scratch = ScriptScratch()
    /// The text that is sent next.
    var rendered: [UInt8] = []
    var stampReader: StampReader
    /// Of messages inside others.
    var wrappedStampReader: StampReader
    var fanOutMarks: FanOutMarks
    /// Sessions that have sent stamps.
    var stampSenders = 0

    /// What is due of sessions that have lost their connections and may come back, by their slots.
    var missedRows: [UInt32: [MissedRow]] = [:]
    /// Likewise of such as do not.
    var lostRows: [MissedRow] = []

    /// Kinds of which more connects are due than one turn takes.
    var connectsDue = 0

    var phase = Phase.warmUp
    /// Messages due before are not the figures', nor those due later.
    var figuresFrom = Nanoseconds.min
    var figuresUntil = Nanoseconds.max
    /// No message that is due from here on is sent.
    var sendsUntil = Nanoseconds.max
    var second = 0
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
    var handedOver = (bytesSent: 0, bytesReceived: 0, framesSent: 0, pongsSent: 0)
    var handedOverDeflate = DeflateCounts()

    init(_ plan: WorkerPlan, table: consuming ChannelTable, deliveries: DeliveryBox) {
        self.plan = plan
        self.deliveries = deliveries
        usage = WorkerUsage(index: plan.index, cpu: 0)
        self.table = table
        stampReader = StampReader(run: plan.run)
        wrappedStampReader = stampReader
        fanOutMarks = FanOutMarks(plan.kinds.lazy.compactMap { $0.script }.first?.groups ?? [])
        var loops = UInt32(plan.kinds.count)
        for index in plan.kinds.indices {
            _ = kinds.insert(KindState(index, of: plan, firstLoop: loops))
            loops += UInt32(plan.kinds[index].script?.loops.count ?? 0)
            self.table.prepare(plan.kinds[index].connect)
        }
        for index in plan.kinds.indices {
            for loop in plan.kinds[index].script?.loops ?? [] {
                _ = kinds.insert(KindState(loop: loop, of: kinds[UInt32(index)]))
            }
        }
    }

    /// The kinds of the plan. Behind them stand the message loops of scripts, which have neither sessions of their own
    /// nor figures of their own.
    var kindIndices: Range<UInt32> { 0..<UInt32(plan.kinds.count) }

    mutating func run() {
        let before = MonotonicClock.threadCPU()
        startPhases()
        for kind in kindIndices { scheduleConnect(kind) }
        while !isFinished {
            table.wait(asleep: connectsDue == 0)
            // In the books of the first kind, from where it goes to the figures of the run alone.
            kinds[0].metrics.add(.genLoopTurns)
            if connectsDue > 0 { continueConnecting() }
            while let event = table.next() { handle(event) }
            sendTogether()
        }
        endPhases()
        usage.cpu = MonotonicClock.threadCPU() - before
        deliveries.put(.finished(usage))
    }

    /// All sessions have come and gone, or none is to come any more.
    private var isFinished: Bool {
        mutating get { sessions.count == 0 && (phase == .rampDown || hasBegunAll) }
    }

    private var hasBegunAll: Bool {
        mutating get {
            for kind in kindIndices where !kinds[kind].hasBegunAll { return false }
            return true
        }
    }

    private mutating func handle(_ event: ChannelEvent) {
        switch event {
        case .message(let slot, let piece, let at): received(piece, slot, at: at)
        case .timer(let token): handle(timer: token)
        case .opened(let slot, let timing, _): opened(slot, timing)
        case .connectFailed(let slot, let failure, let timing): connectFailed(slot, failure, timing)
        case .ping(let slot): pinged(slot)
        case .pong(let slot, let payload, let at): ponged(slot, payload, at: at)
        case .drained(let slot): unblocked(slot)
        case .closeReceived(let slot, _): peerCloses(slot)
        case .violated(let slot): abandon(slot)
        case .closed(let slot, let end): closed(slot, end)
        case .mail(.stop): stop()
        case .mail(.begin(let time)): startMeasuring(at: time)
        case .mail, .bytes, .accepted, .acceptFailed, .handshakeRefused, .securingFailed: break
        }
    }

    private mutating func handle(timer token: UInt64) {
        let slot = UInt32(truncatingIfNeeded: token)
        switch SessionTimer(token: token) {
        case .send: sendDue(slot)
        case .ping: sendPing(slot)
        case .pong: missPong(slot)
        case .life: endSession(slot)
        case .drained: drainTimedOut(slot)
        case .reply: replyOverdue(slot)
        case .close: endSession(slot)
        case .stop: cutIteration(slot)
        case .script: scriptTimerFired(slot)
        case .connect: connectDue(slot)
        case .tick: tick()
        case .measureStart: startMeasuring()
        case .target: awaitTarget()
        case .measureEnd: endMeasuring()
        case nil: break
        }
    }
}
