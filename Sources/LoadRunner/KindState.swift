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
    /// What became, after the measured window had begun, of messages that were due before.
    let leftovers: WorkerMetrics

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

    /// The index is that of the kind in the plan.
    init(_ index: Int, of plan: WorkerPlan) {
        self.plan = plan.kinds[index]
        isOpenModel = self.plan.isOpenModel
        life = self.plan.life
        let program = self.plan.executor
        metrics = WorkerMetrics(
            worker: plan.index, kind: index, now: plan.origin,
            prepared: program == nil ? Trend.usual : Trend.usual.union([.iterationDuration]))
        leftovers = WorkerMetrics(worker: plan.index, kind: index, now: plan.origin, prepared: [])
        if let program, let cut = program.cut(plan.index, of: plan.workers) {
            executor = ExecutorState(program, kind: index, cut: cut, origin: plan.origin, seed: plan.seed)
        }
        let places = program == nil ? plan.ownSessions(self.plan) : executor?.vuPlaces ?? 0
        slots = Array(repeating: KindState.gone, count: places)
    }

    /// Whether all sessions of the kind have come that will.
    var hasBegunAll: Bool {
        plan.executor == nil ? begun == slots.count : executor?.isDone ?? true
    }
}
