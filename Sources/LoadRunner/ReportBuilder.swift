import Glibc
import Metrics
import NetworkIO
import Scenario

/// What was measured, for the report.
struct Measured {
    var accumulator: RunAccumulator
    /// Of the workers that have come to their end.
    var usages: [WorkerUsage]
    var runSeconds = 0.0
    /// From the start of the run to the measured window, where the target said when that begins.
    var secondsToTarget: Double?
    var windowSeconds = 0.0
    /// Of the whole process, in the measured window; nil where it has not ended.
    var windowCPU: Nanoseconds?
    /// The worst seconds of ``RateWatch``.
    var missedInSecond = 0.0
    var droppedInSecond = 0.0
}

/// Puts a run's result together.
struct ReportBuilder {
    let scenario: LoadScenario
    let settings: RunSettings
    let seed: UInt64
    let workers: Int
    /// By their index, at least one; likewise `models`.
    let kinds: [KindLabels]
    private let models: [LoadModel]
    /// The indices of those whose sessions have places for messages in flight.
    private let kindsWithPlaces: [Int]
    /// Whether sessions of any kind follow a script.
    private let hasScripts: Bool
    /// Whether anything is sent that should be answered.
    private let expectsReplies: Bool
    private let environment: EnvironmentReport
    private let startedAt: String
    /// Of this process: other runs may have been before.
    private let usageBefore: rusage

    init(
        scenario: LoadScenario, settings: RunSettings, seed: UInt64, workers: Int, plan: WorkerPlan,
        usageBefore: rusage
    ) {
        self.scenario = scenario
        self.settings = settings
        self.seed = seed
        self.workers = workers
        kinds = plan.kinds.indices.map { index in
            let program = plan.kinds[index].script?.program
            return KindLabels(
                name: plan.kinds[index].name,
                tags: scenario.kinds.isEmpty ? ["scenario": "default"] : scenario.kinds[index].tags,
                timers: program?.timers ?? [], checks: program?.checks ?? [])
        }
        models = plan.kinds.map(\.loadModel)
        kindsWithPlaces = plan.kinds.indices.filter { plan.kinds[$0].hasPlaces }
        hasScripts = plan.kinds.contains { $0.script != nil }
        expectsReplies = plan.kinds.contains { $0.expectsReplies }
        environment = MachineFacts.report(workers: workers)
        startedAt = ReportBuilder.time()
        self.usageBefore = usageBefore
    }

    private static func time() -> String { UTCTime(unixSeconds: Int64(Glibc.time(nil))).rfc3339 }

    private var loadModel: LoadModel {
        models.contains(.open) ? .open : models.contains(.closed) ? .closed : .none
    }

    private var sessionModel: SessionModel {
        let models = scenario.kinds.map { kind -> SessionModel in
            switch kind.load.executor {
            case .arrivals: .open
            case .constantVUs, .rampingVUs, .perVUIterations, .sharedIterations: .closed
            case .sessions: .once
            }
        }
        return models.contains(.open) ? .open : models.contains(.closed) ? .closed : .once
    }

    func result(_ status: RunStatus, _ measured: Measured) -> RunResult {
        let metrics = measured.accumulator.metrics(windowSeconds: measured.windowSeconds, basis: loadModel.basis)
        let law = littlesLaw(measured)
        let isOver = status != .running
        return RunResult(
            tool: ToolInfo(name: "squall", version: settings.toolVersion), scenarioName: scenario.name,
            status: status, verdict: isOver ? VerdictRules.judge(evidence(measured, law, status)) : nil,
            startedAt: startedAt, finishedAt: isOver ? ReportBuilder.time() : nil, seed: seed,
            loadModel: loadModel, sessionModel: sessionModel, phases: phases(measured),
            scenario: JSONText(settings.document),
            environment: environment, generator: generator(measured), tls: tls, littlesLaw: law,
            recovery: measured.accumulator.recoveryReport, metrics: metrics,
            kinds: measured.accumulator.kindReports(
                windowSeconds: measured.windowSeconds, bases: models.map(\.basis)))
    }

    private var tls: TLSReport? {
        guard scenario.isSecure else { return nil }
        return TLSReport(insecureSkipTLSVerify: scenario.sessionKinds.contains { $0.tls.skipsVerification })
    }

    private func phases(_ measured: Measured) -> [PhaseReport] {
        let warmUp = Double(scenario.load.warmUp.nanoseconds) / 1e9
        let passed = min(measured.secondsToTarget ?? warmUp, measured.runSeconds)
        let rest = measured.runSeconds - passed - measured.windowSeconds
        return [
            PhaseReport(name: .warmUp, plannedSeconds: warmUp, measuredSeconds: passed),
            PhaseReport(
                name: .measure, plannedSeconds: scenario.load.duration.map { Double($0.nanoseconds) / 1e9 },
                measuredSeconds: measured.windowSeconds),
            PhaseReport(
                name: .rampDown, plannedSeconds: Double(scenario.load.rampDown.nanoseconds) / 1e9,
                measuredSeconds: max(0, rest)),
        ]
    }

    /// In the closed model each place for a message in flight holds one all the time, but for what the generator itself
    /// takes between a reply and the next message. A place whose reply never comes, or comes too late, or whose message
    /// the peer's slowness held back, is held for a time that no recorded latency has: with more than a few of those,
    /// or in a window of a few round trips, the law says nothing of the generator.
    private func littlesLaw(_ measured: Measured) -> LittlesLaw? {
        let accumulator = measured.accumulator
        // A script's sessions have no places that would be held.
        guard loadModel == .closed, !hasScripts, measured.windowSeconds > 0, measured.usages.count == workers,
            let mean = accumulator.histogram(.wsMsgRTT)?.summary()?.mean
        else { return nil }
        func inWindow(_ counter: Counter) -> Int {
            kindsWithPlaces.reduce(0) { $0 + accumulator.figures(ofKind: $1).window[counter.rawValue] }
        }
        let sent = inWindow(.wsMsgsSent)
        let inFlight = measured.usages.reduce(0) { $0 + $1.placeTime } / (measured.windowSeconds * 1e9)
        let faults = inWindow(.wsMsgsLost) + inWindow(.wsMsgsLate) + inWindow(.wsMsgsHeldBack)
        guard inFlight > 0, sent > 0, faults * 1000 <= sent, measured.windowSeconds * 1e9 >= 20 * mean else {
            return nil
        }
        let throughput = Double(sent) / measured.windowSeconds
        let expected = inFlight / throughput * 1e6
        let recorded = mean / 1e3
        return LittlesLaw(
            inFlightMean: inFlight, throughput: throughput, expectedMeanMicroseconds: expected,
            recordedMeanMicroseconds: recorded, unexplainedShare: max(0, (expected - recorded) / expected))
    }

    private func generator(_ measured: Measured) -> GeneratorReport {
        let usage = rusage.ofThisProcess()
        let messages = max(
            measured.accumulator.inWindow(.wsMsgsReceived), measured.accumulator.inWindow(.wsMsgsSent))
        let allocated = measured.usages.compactMap(\.windowAllocated)
        let held = measured.usages.reduce(0) { $0 + $1.heldBytes }
        let sessions = measured.usages.reduce(0) { $0 + $1.heldSessions }
        return GeneratorReport(
            cpuUserSeconds: usage.ru_utime.seconds - usageBefore.ru_utime.seconds,
            cpuSystemSeconds: usage.ru_stime.seconds - usageBefore.ru_stime.seconds,
            cpuMicrosecondsPerMessage: messages > 0
                ? measured.windowCPU.map { Double($0) / 1e3 / Double(messages) } : nil,
            workers: measured.usages.sorted { $0.index < $1.index }.map { worker in
                WorkerReport(
                    index: worker.index, cpuSeconds: Double(worker.cpu) / 1e9,
                    busyShare: worker.share(worker.windowCPU))
            },
            maxRSSBytes: UInt64(usage.ru_maxrss) * 1024,
            allocatedBytesPerMessage: messages > 0 && !allocated.isEmpty
                ? Double(allocated.reduce(0, +)) / Double(messages) : nil,
            memoryPerSessionBytes: sessions >= 1000 && held > 0 ? Double(held) / Double(sessions) : nil)
    }

    /// Connects that failed because this machine, and not the server, had nothing left for them.
    private func connectsWithoutMeans(_ measured: Measured) -> Int {
        let kinds = ["connect-no-local-port", "connect-no-open-files", "connect-no-memory"]
        return measured.accumulator.metrics(windowSeconds: 0, basis: nil).errors
            .reduce(0) { kinds.contains($1.kind) ? $0 + $1.count : $0 }
    }

    /// Nil where a worker came to the plan's end, or the run was stopped.
    private func earlyEnd(_ measured: Measured) -> EarlyEnd? {
        let accumulator = measured.accumulator
        guard measured.usages.count == workers, measured.usages.allSatisfy(\.endedEarly) else { return nil }
        return EarlyEnd(
            measuredSeconds: measured.windowSeconds,
            plannedSeconds: hasFixedEnd ? scenario.load.duration.map { Double($0.nanoseconds) / 1e9 } : nil,
            sessions: accumulator[.wsSessions] - accumulator[.wsReconnects],
            lost: measured.usages.reduce(0) { $0 + $1.sessionsLost },
            sentInWindow: accumulator.inWindow(.wsMsgsSent), sentInAll: accumulator[.wsMsgsSent])
    }

    /// A number of iterations may be over long before the time that they may take at the most.
    private var hasFixedEnd: Bool {
        scenario.kinds.allSatisfy { kind in
            switch kind.load.executor {
            case .perVUIterations, .sharedIterations: false
            case .sessions, .constantVUs, .rampingVUs, .arrivals: true
            }
        }
    }

    private func evidence(_ measured: Measured, _ law: LittlesLaw?, _ status: RunStatus) -> Evidence {
        let accumulator = measured.accumulator
        var evidence = Evidence()
        evidence.sendLag = accumulator.histogram(.genSendLag)?.summary()
        evidence.connectLag = accumulator.histogram(.genConnectLag)?.summary()
        evidence.loopLag = accumulator.histogram(.genLoopLag)?.summary()
        let fromWrite: Trend = loadModel == .open ? .wsMsgRTTUncorrected : .wsMsgRTT
        evidence.roundTrip = accumulator.histogram(fromWrite)?.summary()
        evidence.connectsPlanned =
            accumulator[.wsConnectsPlanned] + measured.usages.reduce(0) { $0 + $1.returns }
        evidence.connectsAttempted = accumulator[.wsConnectsAttempted] - connectsWithoutMeans(measured)
        evidence.sessionsOpened = accumulator[.wsSessions]
        evidence.refusals = measured.usages.reduce(0) { $0 + $1.refusals }
        evidence.messagesPlanned = accumulator.inWindow(.wsMsgsPlanned)
        evidence.messagesSkipped =
            accumulator.inWindow(.wsMsgsSkipped) - measured.usages.reduce(0) { $0 + $1.skippedHeldBack }
        evidence.messagesAwaiting = measured.usages.reduce(0) { $0 + $1.skippedAwaiting }
        evidence.repliesLost = measured.usages.reduce(0) { $0 + $1.repliesLost }
        evidence.missedInSecond = measured.missedInSecond
        evidence.droppedInSecond = measured.droppedInSecond
        evidence.iterationsDropped = accumulator.inWindow(.droppedIterations)
        evidence.iterationsBegun = measured.usages.reduce(0) { $0 + $1.iterationsBegun }
        evidence.nothingMeasured =
            expectsReplies && evidence.roundTrip == nil && accumulator.histogram(.wsFanoutLatency) == nil
        evidence.busiestShare = measured.usages.map { $0.share($0.windowCPU) }.max() ?? 0
        evidence.starvedShare = measured.usages.map { $0.share($0.windowStarved) }.max() ?? 0
        evidence.unexplainedShare = law?.unexplainedShare
        evidence.matchesAbandoned = accumulator[.genMatchesAbandoned]
        evidence.earlyEnd = status == .completed ? earlyEnd(measured) : nil
        return evidence
    }
}

extension WorkerUsage {
    /// A part of the measured window, 0 to 1.
    func share(_ time: Nanoseconds) -> Double {
        // Shorter windows say nothing of shares.
        windowEnd - windowStart >= 100_000_000 ? min(1, Double(time) / Double(windowEnd - windowStart)) : 0
    }
}
