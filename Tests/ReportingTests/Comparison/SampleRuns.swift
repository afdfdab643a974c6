import Metrics

@testable import Reporting

/// Runs of chosen figures.
enum SampleRuns {
    /// A completed run of 10 s.
    ///
    /// - Parameters:
    ///   - rate: messages per second.
    ///   - p50: of the round trip, in microseconds; p99 is twice as long.
    ///   - bytes: on the wire per message, both ways.
    ///   - verdict: on the run.
    ///   - status: how far it came.
    /// - Returns: the result.
    static func result(
        rate: Double = 1000, p50: Double = 100, bytes: Double = 140, verdict: VerdictStatus = .valid,
        status: RunStatus = .completed
    ) -> RunResult {
        var recorder = LatencyRecorder()
        for index in 0..<100 { recorder.record(Int64(p50 * 1000) * (index < 60 ? 1 : 2)) }
        let messages = Int(rate * 10)
        let counted = { (count: Int) in CounterValue(total: count, window: count, perSecond: Double(count) / 10) }
        var result = SampleResult.open
        result.status = status
        result.verdict = Verdict(status: verdict, reasons: [])
        result.metrics = RunMetrics(
            basis: .due, trends: [.wsMsgRTT: LatencyHistogram(recorder)],
            counters: [
                .wsMsgsSent: counted(messages), .wsMsgsReceived: counted(messages), .wsMsgsMatched: counted(messages),
                .dataSent: counted(Int(Double(messages) * bytes / 2)),
                .dataReceived: counted(Int(Double(messages) * bytes / 2)),
            ], peakOpen: 1, closes: [], errors: [])
        return result
    }

    /// Rounds of a variant whose p50 swings a little about a level.
    static func variant(_ name: String, rounds: Int, p50: Double, rate: Double = 1000) -> ComparedVariant {
        ComparedVariant(
            name: name,
            runs: (1...rounds).map { round in
                let swing = 1 + 0.002 * Double((round * 7 + name.count) % 5)
                return ComparedRun(
                    result(rate: rate * swing, p50: p50 * swing), round: round,
                    folder: ComparisonFolder.folder(variant: name, round: round))
            })
    }

    static func compared(_ path: String, runs: [RunResult]) -> ComparedResult {
        ComparedResult(
            variant: ComparedVariant(
                name: path,
                runs: runs.enumerated().map { ComparedRun($1, round: nil, folder: "\(path)/\($0)") }),
            scenario: JSONText("{}"))
    }
}
