import Metrics

/// Results that are the same at every run of the tests.
enum SampleResult {
    /// An open-model run in which little went wrong.
    static let open = result(basis: .due, loadModel: .open, verdict: Verdict(status: .valid, reasons: []))

    /// A closed-loop run whose generator was the limit.
    static let closed: RunResult = {
        let reasons = [
            VerdictReason(
                code: "send_lag_p99", level: .invalid,
                message: "One message in a hundred was written later than it was due by more than the limit: give the "
                    + "run more workers, or a lower rate.",
                measured: 12_300, limit: 1_000, unit: "us"),
            VerdictReason(
                code: "worker_cpu", level: .suspect, message: "The busiest worker had next to no time to spare.",
                measured: 0.93, limit: 0.85, unit: "share"),
        ]
        var result = SampleResult.result(
            basis: .serviceTime, loadModel: .closed, verdict: Verdict(status: .invalid, reasons: reasons))
        result.target = nil
        result.status = .interrupted
        return result
    }()

    private static func result(basis: RoundTripBasis, loadModel: LoadModel, verdict: Verdict) -> RunResult {
        RunResult(
            tool: ToolInfo(name: "squall", version: "0.1.0"), scenarioName: "quickstart", status: .completed,
            verdict: verdict, startedAt: "2026-11-22T21:30:00Z", finishedAt: "2026-11-22T21:30:13Z", seed: 42,
            loadModel: loadModel,
            phases: [
                PhaseReport(name: .warmUp, plannedSeconds: 2, measuredSeconds: 2.001),
                PhaseReport(name: .measure, plannedSeconds: 10, measuredSeconds: 10),
            ],
            scenario: JSONText("{\n  \"name\": \"quickstart\",\n  \"load\": {\"sessions\": 1000}\n}\n"),
            environment: EnvironmentReport(
                kernel: "Linux 6.8.0 x86_64", cpuModel: "Example CPU 3.0 GHz", cores: 2, memoryBytes: 8_000_000_000,
                openFilesSoft: 20_000, openFilesHard: 20_000, clockSource: "tsc", workers: 1),
            generator: GeneratorReport(
                cpuUserSeconds: 1.234, cpuSystemSeconds: 3.456, cpuMicrosecondsPerMessage: 4.56,
                workers: [WorkerReport(index: 0, cpuSeconds: 4.5, busyShare: 0.45)], maxRSSBytes: 31_457_280,
                allocatedBytesPerMessage: 0, memoryPerSessionBytes: 812),
            target: TargetReport(
                pid: 4711, cpuUserSeconds: 0.9, cpuSystemSeconds: 3.1, cpuMicrosecondsPerMessage: 3.98,
                maxRSSBytes: 9_437_184),
            littlesLaw: LittlesLaw(
                inFlightMean: 5.21, throughput: 10_000, expectedMeanMicroseconds: 521,
                recordedMeanMicroseconds: 518.9, unexplainedShare: 0.0041),
            metrics: metrics(basis: basis))
    }

    /// A thousand sessions, ten thousand messages, a few faults.
    private static func metrics(basis: RoundTripBasis) -> RunMetrics {
        let worker = WorkerMetrics(worker: 0, now: 0)
        for index in 1...10_000 {
            let time = Int64(40_000 + 400_000_000 / (10_100 - index))
            worker.record(.wsMsgRTT, time)
            worker.record(.wsMsgRTTUncorrected, time - 1_700)
            worker.record(.genSendLag, Int64(index % 50) * 64)
        }
        for index in 1...1_000 {
            worker.record(.wsConnecting, Int64(120_000 + index * 300))
            worker.record(.wsConnectingTCP, Int64(40_000 + index * 100))
            worker.record(.wsConnectingUpgrade, Int64(80_000 + index * 200))
            worker.record(.wsSessionDuration, Int64(11_000_000_000 + index * 1_000_000))
            worker.record(.wsCloseDuration, Int64(90_000 + index * 10))
        }
        let counts: [(Counter, Int)] = [
            (.wsConnectsPlanned, 1_003), (.wsConnectsAttempted, 1_003), (.wsSessions, 1_000), (.wsSessionsFailed, 3),
            (.wsSessionsClosed, 1_000), (.wsMsgsPlanned, 10_002), (.wsMsgsSent, 10_002), (.wsMsgsReceived, 10_000),
            (.wsMsgsMatched, 10_000), (.wsMsgsLost, 2), (.dataSent, 1_400_000), (.dataReceived, 1_320_000),
        ]
        for (counter, count) in counts { worker.add(counter, count) }
        worker.open = 1_000
        for _ in 0..<998 { worker.closed(code: 1000, initiator: .client) }
        for _ in 0..<2 { worker.closed(code: 1006, initiator: .none) }
        for index in 0..<3 {
            worker.error(
                kind: "connect-refused", message: "connect to 127.0.0.1:9001: connection refused",
                at: Int64(100_000_000 + index * 1_400_000_000))
        }
        worker.error(
            kind: "handshake-status-503",
            message:
                "the server answered 503 with \"<html>\r\n\u{1B}[31mService Unavailable, try again later, \"quoted\"",
            at: 2_500_000_000)
        var accumulator = RunAccumulator(workers: 1, origin: 0)
        accumulator.ingest(worker.takeInterval(at: 10_000_000_000), phase: .measure, second: 0)
        _ = accumulator.takeSeconds().map(\.row)
        return accumulator.metrics(windowSeconds: 10, basis: basis)
    }
}
