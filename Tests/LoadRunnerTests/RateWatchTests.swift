import Metrics
import Testing

@testable import LoadRunner

/// The worst part missed of seconds with messages sent and, of those, overdue.
private func worst(
    _ seconds: [(sent: Int, overdue: Int)], phase: Phase = .measure, length: Double = 1
) -> Double { watch(seconds, phase: phase, length: length).worst }

private func watch(
    _ seconds: [(sent: Int, overdue: Int)], phase: Phase = .measure, length: Double = 1,
    change: (inout TimeSeriesRow) -> Void = { _ in }
) -> RateWatch {
    var watch = RateWatch()
    for (index, second) in seconds.enumerated() {
        var row = TimeSeriesRow(
            second: index, phase: phase, seconds: length, gauges: SessionGauges(), sessionsClosed: 0, sessionsFailed: 0,
            counters: Array(repeating: 0, count: Counter.allCases.count), errors: 0)
        row.counters[Counter.wsMsgsSent.rawValue] = second.sent
        row.counters[Counter.genMsgsOverdue.rawValue] = second.overdue
        change(&row)
        watch.take(row)
    }
    watch.end()
    return watch
}

@Test func aSecondThatSendsWhatWasDueMissesNothing() {
    #expect(worst([(1_000, 0), (1_000, 0), (900, 0)]) == 0)
    #expect(worst([]) == 0)
}

@Test func whatASecondLeavesToTheNextIsMissedByBoth() {
    // 1,000 were due in each; the first left 50 of them.
    #expect(worst([(950, 0), (1_050, 50)]) == 0.05)
}

@Test func arrearsHandedOnFromSecondToSecondChangeNoRate() {
    #expect(worst([(980, 0), (1_000, 20), (1_000, 20), (1_020, 20)]) == 0.02)
}

@Test func shortRowsAndOtherPhasesAreNoSeconds() {
    #expect(worst([(950, 0), (1_050, 50)], length: 0.5) == 0)
    #expect(worst([(950, 0), (1_050, 50)], phase: .warmUp) == 0)
}

@Test func aDroppedIterationIsNoneThatTheWorkersMissed() {
    let drop = { (row: inout TimeSeriesRow) in
        row.counters[Counter.wsConnectsAttempted.rawValue] = 90
        row.counters[Counter.droppedIterations.rawValue] = 10
    }
    #expect(watch([(0, 0)], change: drop).worst == 0)
    #expect(watch([(0, 0)], change: drop).worstDropped == 0.1)
    #expect(watch([(0, 0)], length: 0.5, change: drop).worstDropped == 0)
}
