import Metrics
import Scenario
import Testing

@testable import LoadRunner

private let oneSecond: Int64 = 1_000_000_000
private let kinds = [
    KindLabels(name: "chat", tags: ["scenario": "chat", "role": "user"], timers: ["login"], checks: ["has token"]),
    KindLabels(name: "feed", tags: ["scenario": "feed"]),
]

/// A threshold as the scenario's reader makes it.
private func plan(
    _ metric: String, _ aggregation: ThresholdPlan.Aggregation, _ relation: ThresholdPlan.Relation, _ limit: Double,
    tags: [String: String] = [:], over window: Duration? = nil
) -> ThresholdPlan {
    var plan = ThresholdPlan(
        metric: metric, text: "as written", aggregation: aggregation, relation: relation, limit: limit)
    plan.tags = tags
    plan.window = window
    return plan
}

/// A run of one worker and two kinds, told second by second what each kind records.
private struct Run {
    var accumulator = RunAccumulator(workers: 1, origin: 0, kinds: kinds)
    var watch: ThresholdWatch
    var seconds = 0

    init(_ plan: ThresholdPlan) { watch = ThresholdWatch(plan, kinds: kinds) }

    mutating func second(
        phase: Phase = .measure, lasting length: Int64 = oneSecond, chat: (WorkerMetrics) -> Void = { _ in },
        feed: (WorkerMetrics) -> Void = { _ in }
    ) {
        let start = Int64(seconds) * oneSecond
        for kind in kinds.indices {
            let metrics = WorkerMetrics(
                worker: 0, kind: kind, now: start, prepared: [], timers: kinds[kind].timers.count,
                checks: kinds[kind].checks.count)
            kind == 0 ? chat(metrics) : feed(metrics)
            accumulator.ingest(
                metrics.takeInterval(at: start + length), phase: phase, second: seconds)
        }
        for second in accumulator.takeSeconds() { watch.take(second) }
        seconds += 1
    }

    var report: ThresholdReport { watch.report(accumulator, windowSeconds: Double(seconds)) }
    mutating func aborts() -> Bool {
        watch.aborts(accumulator, windowSeconds: Double(seconds), elapsed: .seconds(seconds))
    }
}

@Test(arguments: [
    (ThresholdPlan.Aggregation.avg, 2.5), (.min, 1), (.max, 4), (.med, 2), (.percentile(75), 3), (.percentile(99.9), 4),
    (.count, 4), (.rate, 2),
])
func eachFigureOfTimesIsInMilliseconds(aggregation: ThresholdPlan.Aggregation, expected: Double) throws {
    var run = Run(plan("ws_msg_rtt", aggregation, .atMost, expected * 1.01))
    run.second { for time in 1...4 { $0.record(.wsMsgRTT, Int64(time) * 1_000_000) } }
    run.second()
    let report = run.report
    #expect(try abs(#require(report.measured) - expected) < expected * 0.002)
    #expect(report.passed)
}

@Test(arguments: [
    (ThresholdPlan.Relation.less, [true, false, false]), (.atMost, [true, true, false]),
    (.greater, [false, false, true]), (.atLeast, [false, true, true]), (.equal, [false, true, false]),
    (.notEqual, [true, false, true]),
])
func eachRelationHoldsWhereItShould(relation: ThresholdPlan.Relation, expected: [Bool]) {
    let passed = [9, 10, 11].map { count in
        var run = Run(plan("ws_msgs_sent", .count, relation, 10))
        run.second { $0.add(.wsMsgsSent, count) }
        return run.report.passed
    }
    #expect(passed == expected)
}

@Test func tagsChooseKindsAndPutThemTogether() {
    let reports = [[:], ["scenario": "chat"], ["scenario": "feed"], ["role": "user"], ["role": "nobody"]].map { tags in
        var run = Run(plan("ws_msg_rtt", .max, .less, 50, tags: tags))
        run.second(chat: { $0.record(.wsMsgRTT, 20_000_000) }, feed: { $0.record(.wsMsgRTT, 80_000_000) })
        return run.report
    }
    #expect(reports.map(\.measured) == [80, 20, 80, 20, nil])
    #expect(reports.map(\.passed) == [false, true, false, true, false])
    #expect(reports[1].metric == "ws_msg_rtt{scenario:chat}")
}

@Test func timersAndChecksAreFoundByTheirNames() {
    var timer = Run(plan("login", .max, .less, 10))
    timer.second { $0.record(timer: 0, 5_000_000) }
    #expect(timer.report.measured == 5)
    for name in ["checks", "has token"] {
        var check = Run(plan(name, .rate, .greater, 0.7))
        check.second { for index in 0..<4 { $0.check(0, passed: index > 0) } }
        #expect(check.report.measured == 0.75)
        #expect(check.report.unit == "share")
        #expect(check.report.passed)
    }
}

@Test func withoutDataOnlyCountsAndRatesOfCountersCanHold() {
    let plans: [(ThresholdPlan, Bool)] = [
        (plan("ws_msg_rtt", .max, .less, 50), false), (plan("checks", .rate, .greater, 0.5), false),
        (plan("nothing has this name", .rate, .less, 1), false),
        (plan("checks", .rate, .less, 1, tags: ["scenario": "nobody"]), false),
        (plan("ws_msgs_lost", .count, .equal, 0), true), (plan("ws_msgs_lost", .rate, .less, 1), true),
        (plan("ws_msg_rtt", .count, .less, 1), true), (plan("ws_msg_rtt", .max, .less, 50, over: .seconds(2)), false),
    ]
    for (plan, expected) in plans {
        var run = Run(plan)
        run.second()
        run.second()
        #expect(run.report.passed == expected, "\(plan)")
    }
}

@Test func aWindowFindsTheStretchThatTheWholeHides() {
    var run = Run(plan("ws_msg_rtt", .percentile(50), .less, 50, over: .seconds(2)))
    let times: [Int64] = [10, 10, 10, 90, 90, 10, 10, 10]
    for time in times { run.second { $0.record(.wsMsgRTT, time * 1_000_000) } }
    #expect(run.report.measured.map { $0.rounded() } == 90)
    #expect(!run.report.passed)
    // Never two bad seconds together: the median of any three is good.
    var longer = Run(plan("ws_msg_rtt", .percentile(50), .less, 50, over: .seconds(3)))
    for time in [10, 10, 90, 10, 10, 90, 10, 10] as [Int64] {
        longer.second { $0.record(.wsMsgRTT, time * 1_000_000) }
    }
    #expect(longer.report.passed)
}

@Test func aWindowThatIsLongerThanTheRunLooksAtAllOfIt() {
    var run = Run(plan("ws_msgs_sent", .count, .atLeast, 30, over: .seconds(60)))
    for _ in 0..<3 { run.second { $0.add(.wsMsgsSent, 10) } }
    #expect(run.report.measured == 30)
    #expect(run.report.passed)
}

@Test func countsOfAWindowAreOfTheMeasuredWindowOnly() {
    var run = Run(plan("ws_msgs_received", .rate, .atLeast, 10, over: .seconds(1)))
    run.second(phase: .warmUp)
    run.second { $0.add(.wsMsgsReceived, 10) }
    run.second(phase: .rampDown) { $0.add(.wsMsgsReceived, 1) }
    #expect(run.report.measured == 10)
}

@Test func aReplyInTheRampDownBelongsToTheLastStretch() throws {
    var highest = Run(plan("ws_msg_rtt", .max, .less, 100, over: .seconds(1)))
    highest.second { $0.record(.wsMsgRTT, 1_000_000) }
    highest.second(phase: .rampDown) { $0.record(.wsMsgRTT, 900_000_000) }
    #expect(highest.report.measured == 900)
    // Late ones are no stretch of their own, however late they are.
    var middle = Run(plan("ws_msg_rtt", .percentile(50), .less, 100, over: .seconds(2)))
    for _ in 0..<3 { middle.second { for _ in 0..<10 { $0.record(.wsMsgRTT, 1_000_000) } } }
    for _ in 0..<4 { middle.second(phase: .rampDown) }
    middle.second(phase: .rampDown) { for _ in 0..<5 { $0.record(.wsMsgRTT, 900_000_000) } }
    #expect(try #require(middle.report.measured) < 2)
    #expect(middle.report.passed)
}

@Test func whatIsLostInTheRampDownBelongsToTheLastStretch() {
    var lost = Run(plan("ws_msgs_lost", .count, .equal, 0, over: .seconds(2)))
    for _ in 0..<3 { lost.second() }
    #expect(lost.report.passed)
    lost.second(phase: .rampDown) { $0.add(.wsMsgsLost, 7) }
    #expect(lost.report.measured == 7 && !lost.report.passed)
    // A stretch is judged when all of it is there.
    var matched = Run(plan("ws_msgs_matched", .count, .atLeast, 10, over: .seconds(1)))
    matched.second { $0.add(.wsMsgsMatched, 10) }
    matched.second { $0.add(.wsMsgsMatched, 9) }
    #expect(!matched.report.passed)
    matched.second(phase: .rampDown) { $0.add(.wsMsgsMatched, 1) }
    #expect(matched.report.measured == 10 && matched.report.passed)
}

@Test func aMomentBehindTheLastTickIsNoEndOfAStretch() {
    var matched = Run(plan("ws_msgs_matched", .count, .atLeast, 10, over: .seconds(1)))
    matched.second { $0.add(.wsMsgsMatched, 10) }
    matched.second { $0.add(.wsMsgsMatched, 8) }
    matched.second(lasting: 4_000) { $0.add(.wsMsgsMatched, 1) }
    #expect(matched.report.measured == 9 && !matched.report.passed)
    matched.second(phase: .rampDown) { $0.add(.wsMsgsMatched, 1) }
    #expect(matched.report.measured == 10 && matched.report.passed)
    // A part of a second is one.
    var halves = Run(plan("ws_msgs_matched", .count, .atLeast, 10, over: .seconds(1)))
    halves.second { $0.add(.wsMsgsMatched, 8) }
    halves.second(lasting: oneSecond / 2) { $0.add(.wsMsgsMatched, 4) }
    #expect(halves.report.measured == 8 && !halves.report.passed)
}

@Test func aCrossedThresholdEndsTheRunOnceAndStaysCrossed() {
    var condition = plan("ws_msg_rtt", .avg, .less, 50)
    condition.abortsRun = true
    var run = Run(condition)
    let early = run.aborts()
    #expect(!early, "nothing is known yet")
    run.second { $0.record(.wsMsgRTT, 80_000_000) }
    let asked = [run.aborts(), run.aborts()]
    #expect(asked == [true, false])
    for _ in 0..<10 { run.second { $0.record(.wsMsgRTT, 1_000_000) } }
    let report = run.report
    #expect(report.measured == 80)
    #expect(!report.passed)
    #expect(report.aborted)
}

@Test func anAbortWaitsForItsDelayAndForFiguresThatStillRise() {
    var condition = plan("ws_msg_rtt", .avg, .less, 50)
    condition.abortsRun = true
    condition.delayAbort = .seconds(2)
    var run = Run(condition)
    run.second { $0.record(.wsMsgRTT, 80_000_000) }
    let before = run.aborts()
    run.second()
    let after = run.aborts()
    #expect((before, after) == (false, true))

    condition = plan("ws_msgs_sent", .count, .greater, 100)
    condition.abortsRun = true
    var counting = Run(condition)
    counting.second { $0.add(.wsMsgsSent, 60) }
    let rising = counting.aborts()
    #expect(!rising)
    #expect(!counting.report.passed)
    counting.second { $0.add(.wsMsgsSent, 60) }
    #expect(counting.report.passed)
}

@Test func aCountEndsTheRunOnceItHasPassedItsLimit() {
    var condition = plan("ws_msgs_lost", .count, .equal, 2)
    condition.abortsRun = true
    var run = Run(condition)
    var asked: [Bool] = []
    for _ in 0..<3 {
        run.second { $0.add(.wsMsgsLost) }
        asked.append(run.aborts())
    }
    #expect(asked == [false, false, true])
}

@Test func whatIsLostIsJudgedWhenTheRunIsOver() {
    var condition = plan("ws_fanout_lost", .count, .less, 1)
    condition.abortsRun = true
    var run = Run(condition)
    run.second { $0.add(.wsFanoutExpected, 3) }
    let onItsWay = run.aborts()
    #expect(!onItsWay && !run.report.passed)
    run.second { $0.add(.wsFanoutReceived, 3) }
    #expect(run.report.passed)
}

@Test func timesOfTheClocksWindowEndWithIt() {
    var run = Run(plan("gen_loop_lag", .max, .less, 100, over: .seconds(1)))
    run.second { $0.record(.genLoopLag, 1_000_000) }
    run.second(phase: .rampDown) { $0.record(.genLoopLag, 900_000_000) }
    #expect(run.report.measured == 1)
}

@Test func gaugesAreThoseOfTheMeasuredWindow() {
    var run = Run(plan("ws_sessions_open", .value, .equal, 9))
    run.second(phase: .warmUp) { $0.open = 1 }
    run.second(chat: { $0.open = 3 }, feed: { $0.open = 2 })
    run.second(chat: { $0.open = 5 }, feed: { $0.open = 4 })
    run.second(phase: .rampDown)
    #expect(run.report.measured == 9)
    var lowest = Run(plan("ws_sessions_open", .value, .atLeast, 5, over: .seconds(1)))
    for open in [7, 4, 9] { lowest.second { $0.open = open } }
    #expect(lowest.report.measured == 4)
    #expect(!lowest.report.passed)
    var users = Run(plan("vus", .value, .equal, 10))
    users.second {
        $0.connecting = 1
        $0.open = 2
        $0.closing = 3
        $0.reconnecting = 4
    }
    #expect(users.report.passed)
}
