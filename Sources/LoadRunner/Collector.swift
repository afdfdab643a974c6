import Glibc
import Metrics
import NetworkIO

/// Gathers what the workers hand over, on the thread that started the run.
struct Collector {
    private static let displayInterval: Nanoseconds = 250_000_000
    private static let niceness: Int32 = 15

    private let plan: WorkerPlan
    private let report: ReportBuilder
    private let server: EmbeddedServer?
    private let deliveries: DeliveryBox
    private var accumulator: RunAccumulator
    private var usages: [WorkerUsage] = []
    private var phase = Phase.warmUp
    private var atStart = Moment()
    private var atEnd = Moment()

    /// CPU times at one end of the measured window.
    private struct Moment {
        var isTaken = false
        var process: Nanoseconds = 0
        var server: Nanoseconds?
    }

    init(plan: WorkerPlan, report: ReportBuilder, server: EmbeddedServer?, deliveries: DeliveryBox) {
        self.plan = plan
        self.report = report
        self.server = server
        self.deliveries = deliveries
        accumulator = RunAccumulator(workers: plan.workers, origin: plan.origin)
    }

    /// Collects until the last worker has come to its end.
    ///
    /// Its thread steps behind the workers meanwhile: writing the files takes some milliseconds of each second, for which
    /// a worker that is due must not wait.
    mutating func collect(_ observe: (RunEvent) -> Void) {
        let priority = getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Collector.niceness)
        defer { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, priority) }
        var nextDisplay = plan.origin
        while usages.count < plan.workers {
            let boundary = !atStart.isTaken ? plan.measureStart : !atEnd.isTaken ? plan.measureEnd ?? .max : .max
            for delivery in deliveries.take(until: min(nextDisplay, boundary)) { take(delivery) }
            let now = MonotonicClock.now()
            if !atStart.isTaken, now >= plan.measureStart { atStart = moment() }
            if !atEnd.isTaken, phase == .rampDown || now >= plan.measureEnd ?? .max { atEnd = moment() }
            let rows = accumulator.takeSeconds().map(\.row)
            if !rows.isEmpty {
                observe(.rows(rows))
                observe(.checkpoint(result(.running)))
            }
            guard now >= nextDisplay else { continue }
            nextDisplay = now + Collector.displayInterval
            observe(.progress(progress(now)))
        }
        if !atEnd.isTaken { atEnd = moment() }
        let rows = accumulator.takeSeconds(forcedThrough: .max).map(\.row)
        if !rows.isEmpty { observe(.rows(rows)) }
        observe(.progress(progress(MonotonicClock.now())))
    }

    private mutating func take(_ delivery: Delivery) {
        switch delivery {
        case .interval(let intervals, let phase, let second):
            self.phase = max(self.phase, phase)
            for interval in intervals { accumulator.ingest(interval, phase: phase, second: second) }
        case .leftovers(let intervals):
            for interval in intervals { accumulator.ingestLate(interval, phase: .warmUp) }
        case .finished(let usage):
            accumulator.end(worker: usage.index)
            usages.append(usage)
        }
    }

    private func moment() -> Moment {
        Moment(isTaken: true, process: MonotonicClock.processCPU(), server: server?.cpu())
    }

    private func progress(_ now: Nanoseconds) -> ProgressSnapshot {
        let planned = plan.measureEnd.map { Double($0 + plan.rampDown - plan.origin) / 1e9 }
        return accumulator.progress(phase: phase, elapsed: max(0, Double(now - plan.origin)) / 1e9, planned: planned)
    }

    /// The final result. Ends the embedded server.
    func finish(wasInterrupted: Bool) -> RunResult {
        var result = result(wasInterrupted ? .interrupted : .completed)
        var serverCPU: Nanoseconds?
        if let start = atStart.server, let end = atEnd.server { serverCPU = end - start }
        result.target = server?.finish(
            windowCPU: serverCPU, messages: accumulator.inWindow(.wsMsgsReceived))
        return result
    }

    private func result(_ status: RunStatus) -> RunResult {
        var measured = Measured(accumulator: accumulator, usages: usages)
        let now = MonotonicClock.now()
        measured.runSeconds = max(0, Double(now - plan.origin)) / 1e9
        let starts = usages.map(\.windowStart).filter { $0 > 0 }
        let ends = usages.map(\.windowEnd).filter { $0 > 0 }
        if let start = starts.min(), let end = ends.max() {
            measured.windowSeconds = Double(end - start) / 1e9
        } else if phase >= .measure, usages.isEmpty {
            measured.windowSeconds = max(0, Double(min(now, plan.measureEnd ?? now) - plan.measureStart)) / 1e9
        }
        if atStart.isTaken, atEnd.isTaken { measured.windowCPU = atEnd.process - atStart.process }
        return report.result(status, measured)
    }
}
