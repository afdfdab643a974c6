import Metrics
import NetworkIO
import WebSocketTransport

/// One kind of session as a worker has it: its plan, its figures, and which of its sessions are there.
struct KindState {
    let plan: KindPlan
    /// Of `plan`, worked out once.
    let isOpenModel: Bool
    let life: Nanoseconds
    let metrics: WorkerMetrics
    /// What is in no row and in no window: what became of messages that were due before the window, or after it, and
    /// iterations for which there was no time.
    let leftovers: WorkerMetrics
    /// Of the messages that were sent in `leftovers`, those that were handed over for the rows.
    private var sentBeside = 0

    /// Nil where its sessions have no script; of a message loop, where nothing but the loop looks at what comes.
    let script: ScriptTables?
    /// What the executor does; nil in the short form, and where no session of the kind is this worker's.
    var executor: ExecutorState?

    /// Where each of the worker's sessions of the kind is, by its place among them; `gone` before it comes and after it
    /// went.
    var slots: [UInt32]
    static let gone = UInt32.max
    /// Sessions whose connect was begun, in the short form.
    var begun = 0
    var connectTimer = TimerID.none
    /// More connects are due than one turn takes.
    var connectsAreDue = false

    /// - Parameters:
    ///   - index: of the kind in the plan.
    ///   - plan: of the worker.
    ///   - firstLoop: where the message loops of its script stand among the worker's kinds.
    init(_ index: Int, of plan: WorkerPlan, firstLoop: UInt32) {
        self.plan = plan.kinds[index]
        isOpenModel = self.plan.isOpenModel
        life = self.plan.life
        script = self.plan.script.map { ScriptTables($0, worker: plan.index, firstLoop: firstLoop) }
        let program = self.plan.executor
        let script = script?.program
        var trends = Trend.usual
        if self.plan.connect.tls != nil { trends.insert(.wsConnectingTLS) }
        if program != nil { trends.insert(.iterationDuration) }
        if let script, script.joinsGroups { trends.insert(.wsFanoutLatency) }
        if let script, script.comesBack { trends.insert(.wsReconnectDuration) }
        metrics = WorkerMetrics(
            worker: plan.index, kind: index, now: plan.origin, prepared: trends,
            timers: script?.timers.count ?? 0, checks: script?.checks.count ?? 0,
            level: self.plan.openSessions, runLevel: plan.openSessions)
        leftovers = WorkerMetrics(worker: plan.index, kind: index, now: plan.origin, prepared: [])
        if let program, let cut = program.cut(plan.index, of: plan.workers) {
            executor = ExecutorState(program, kind: index, cut: cut, origin: plan.origin, seed: plan.seed)
        }
        let places = program == nil ? plan.ownSessions(self.plan) : executor?.vuPlaces ?? 0
        slots = Array(repeating: KindState.gone, count: places)
    }

    /// A message loop of a script: what the kind is while a session is in it. No session begins in it.
    init(loop: KindPlan, of kind: borrowing KindState) {
        plan = loop
        isOpenModel = loop.isOpenModel
        life = loop.life
        script = kind.script.flatMap { $0.program.listeners.isEmpty && !$0.program.joinsGroups ? nil : $0 }
        metrics = kind.metrics
        leftovers = kind.leftovers
        slots = []
    }

    /// Hands over the figures, and how many messages were sent beside them.
    mutating func takeInterval(at now: Nanoseconds) -> WorkerInterval {
        var interval = metrics.takeInterval(at: now)
        interval.sentBeside = leftovers[.wsMsgsSent] - sentBeside
        sentBeside += interval.sentBeside
        return interval
    }

    /// Whether all sessions of the kind have come that will.
    var hasBegunAll: Bool {
        plan.executor == nil ? begun == slots.count : executor?.isDone ?? true
    }
}
