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

    /// Where each of the worker's sessions of the kind is, by its number among them; `gone` before it comes and after it
    /// went.
    var slots: [UInt32]
    static let gone = UInt32.max
    /// Sessions whose connect was begun.
    var begun = 0
    var connectTimer = TimerID.none
    /// More connects are due than one turn takes.
    var connectsAreDue = false

    /// The index is that of the kind in the plan.
    init(_ index: Int, of plan: WorkerPlan) {
        self.plan = plan.kinds[index]
        isOpenModel = self.plan.isOpenModel
        life = self.plan.life
        metrics = WorkerMetrics(worker: plan.index, kind: index, now: plan.origin)
        leftovers = WorkerMetrics(worker: plan.index, kind: index, now: plan.origin, prepared: [])
        slots = Array(repeating: KindState.gone, count: plan.ownSessions(self.plan))
    }
}
