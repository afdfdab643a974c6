import Metrics

/// Compares what each second of the measured window did with what was due in it, and keeps the worst.
struct RateWatch {
    /// Shorter rows, where a phase begins or ends, are no seconds.
    private static let shortest = 0.9

    /// The last second, whose arrears the next one tells.
    private var last: Second?
    /// Of the messages, or the iterations, of one second: the part by which those done in it were not those due in it.
    private(set) var worst = 0.0
    /// Of the iterations due in one second: the part that was dropped, because as many sessions were open as may be.
    private(set) var worstDropped = 0.0

    private struct Second {
        var isWhole: Bool
        var messages: Work
        var iterations: Work
    }

    /// What was done in a second.
    private struct Work {
        var done: Int
        /// Of those done: due in an earlier one.
        var arrears: Int

        /// The part of what was due, beside what was dropped, by which more, or less, was done.
        func missed(arrearsOfNext: Int) -> Double {
            let due = done - arrears + arrearsOfNext
            guard due > 0 else { return 0 }
            return Double((done - due).magnitude) / Double(due)
        }
    }

    /// Takes the next row of the run.
    mutating func take(_ row: TimeSeriesRow) {
        guard row.phase == .measure else { return }
        let second = Second(
            isWhole: row.seconds >= Self.shortest,
            messages: Work(done: row[.wsMsgsSent] - row.sentBeside, arrears: row[.genMsgsOverdue]),
            iterations: Work(
                done: row[.wsConnectsAttempted], arrears: row[.genIterationsOverdue]))
        let (begun, dropped) = (row[.wsConnectsAttempted], row[.droppedIterations])
        if second.isWhole, dropped > 0 { worstDropped = max(worstDropped, Double(dropped) / Double(begun + dropped)) }
        judgeLast(arrears: (second.messages.arrears, second.iterations.arrears))
        last = second
    }

    /// No more rows come: what was left of the last second was never done, which is counted elsewhere.
    mutating func end() {
        judgeLast(arrears: (0, 0))
        last = nil
    }

    private mutating func judgeLast(arrears next: (messages: Int, iterations: Int)) {
        guard let last, last.isWhole else { return }
        worst = max(
            worst, last.messages.missed(arrearsOfNext: next.messages),
            last.iterations.missed(arrearsOfNext: next.iterations))
    }
}
