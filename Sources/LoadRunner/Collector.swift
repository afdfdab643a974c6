import Glibc
import Metrics
import NetworkIO

/// Gathers what the workers hand over, on the thread that started the run.
struct Collector {
    private static let displayInterval: Nanoseconds = 250_000_000
    private static let niceness: Int32 = 15
    /// For all workers to hear of the window's begin.
    private static let notice: Nanoseconds = 20_000_000

    private var plan: WorkerPlan
    private let report: ReportBuilder
    private let server: EmbeddedServer?
    private let deliveries: DeliveryBox
    private let control: RunControl
    private var accumulator: RunAccumulator
    private var thresholds: [ThresholdWatch]
    private var rates = RateWatch()
    private var usages: [WorkerUsage] = []
    /// Workers that have reached the target at which the warm-up ends.
    private var atTarget: Set<Int> = []
    private var phase = Phase.warmUp
    private var atStart = Moment()
    private var atEnd = Moment()

    /// CPU times at one end of the measured window.
    private struct Moment {
        var isTaken = false
        var time: Nanoseconds = 0
        var process: Nanoseconds = 0
        var server: Nanoseconds?
    }

    init(
        plan: WorkerPlan, report: ReportBuilder, server: EmbeddedServer?, deliveries: DeliveryBox, control: RunControl
    ) {
        self.plan = plan
        self.report = report
        self.server = server
        self.deliveries = deliveries
        self.control = control
        accumulator = RunAccumulator(workers: plan.workers, origin: plan.origin, kinds: report.kinds)
        thresholds = report.scenario.thresholds.map { ThresholdWatch($0, kinds: report.kinds) }
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
            for delivery in deliveries.take(until: min(nextDisplay, nextBoundary)) { take(delivery) }
            let now = MonotonicClock.now()
            startAtTarget(now)
            if !atStart.isTaken, now >= plan.measureStart { atStart = moment() }
            if !atEnd.isTaken, phase == .rampDown || now >= plan.measureEnd ?? .max { atEnd = moment() }
            if takeSeconds(observe) {
                abortWhereCrossed(now)
                observe(.checkpoint(result(.running)))
            }
            guard now >= nextDisplay else { continue }
            nextDisplay = now + Collector.displayInterval
            observe(.progress(progress(now)))
        }
        if !atEnd.isTaken { atEnd = moment() }
        takeSeconds(forcedThrough: .max, observe)
        rates.end()
        observe(.progress(progress(MonotonicClock.now())))
    }

    /// When the measured window begins, or ends, as far as that is known.
    private var nextBoundary: Nanoseconds {
        if atStart.isTaken { return atEnd.isTaken ? .max : plan.measureEnd ?? .max }
        return phase == .warmUp && plan.measureStart == .max ? plan.target?.latest ?? .max : plan.measureStart
    }

    /// Lets the measured window begin a moment from now, when all sessions are there, or when the time for that is over.
    private mutating func startAtTarget(_ now: Nanoseconds) {
        guard let target = plan.target, plan.measureStart == .max, phase == .warmUp,
            atTarget.count == plan.workers || now >= target.latest
        else { return }
        plan.start(at: min(TimerWheel.tickEnd(from: now + Collector.notice), plan.measureEnd ?? .max))
        control.startMeasuring(at: plan.measureStart)
    }

    /// - Returns: whether there were any.
    @discardableResult
    private mutating func takeSeconds(forcedThrough second: Int = -1, _ observe: (RunEvent) -> Void) -> Bool {
        let seconds = accumulator.takeSeconds(forcedThrough: second)
        guard !seconds.isEmpty else { return false }
        for index in thresholds.indices {
            for second in seconds { thresholds[index].take(second) }
        }
        for second in seconds { rates.take(second.row) }
        observe(.rows(seconds.map(\.row)))
        return true
    }

    /// Ends the run in order where a threshold that is to do so does not hold.
    private mutating func abortWhereCrossed(_ now: Nanoseconds) {
        let window = windowSeconds(now)
        var isCrossed = false
        for index in thresholds.indices
        where thresholds[index].aborts(
            accumulator, windowSeconds: window, elapsed: .nanoseconds(now - plan.origin))
        {
            isCrossed = true
        }
        if isCrossed { control.abort() }
    }

    private mutating func take(_ delivery: Delivery) {
        switch delivery {
        case .interval(let intervals, let phase, let second):
            self.phase = max(self.phase, phase)
            for interval in intervals { accumulator.ingest(interval, phase: phase, second: second) }
        case .leftovers(let intervals):
            for interval in intervals { accumulator.ingestLate(interval, phase: .warmUp) }
        case .reachedTarget(let worker):
            atTarget.insert(worker)
        case .finished(let usage):
            atTarget.insert(usage.index)
            accumulator.end(worker: usage.index)
            usages.append(usage)
        }
    }

    private func moment() -> Moment {
        Moment(
            isTaken: true, time: MonotonicClock.now(), process: MonotonicClock.processCPU(), server: server?.cpu())
    }

    private func progress(_ now: Nanoseconds) -> ProgressSnapshot {
        let planned = plan.measureEnd.map { Double($0 + plan.rampDown - plan.origin) / 1e9 }
        return accumulator.progress(phase: phase, elapsed: max(0, Double(now - plan.origin)) / 1e9, planned: planned)
    }

    /// The final result. Ends the embedded server.
    func finish() -> RunResult {
        var result = result(control.isAborted ? .aborted : control.stops > 0 ? .interrupted : .completed)
        if !thresholds.isEmpty {
            let window = result.seconds(.measure)
            result.thresholds = thresholds.map { $0.report(accumulator, windowSeconds: window) }
        }
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
        measured.windowSeconds = windowSeconds(now)
        measured.missedInSecond = rates.worst
        measured.droppedInSecond = rates.worstDropped
        if plan.target != nil { measured.secondsToTarget = Double(plan.measureStart - plan.origin) / 1e9 }
        if atStart.isTaken, atEnd.isTaken { measured.windowCPU = atEnd.process - atStart.process }
        return report.result(status, measured)
    }

    private func windowSeconds(_ now: Nanoseconds) -> Double {
        // What the others count goes on where some workers have nothing more to do.
        guard usages.count == plan.workers else {
            guard phase >= .measure else { return 0 }
            let end = min(atEnd.isTaken ? atEnd.time : now, plan.measureEnd ?? .max)
            return max(0, Double(end - plan.measureStart)) / 1e9
        }
        let starts = usages.map(\.windowStart).filter { $0 > 0 }
        let ends = usages.map(\.windowEnd).filter { $0 > 0 }
        guard let start = starts.min(), let end = ends.max() else { return 0 }
        return Double(end - start) / 1e9
    }
}
