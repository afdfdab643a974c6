import Metrics
import Scenario
import Testing

@testable import LoadRunner

/// Thresholds in whole runs.
@Suite(.serialized) struct ThresholdRunTests {
    private static func threshold(_ limit: Double, aborts: Bool = false) -> ThresholdPlan {
        var plan = ThresholdPlan(
            metric: "ws_msgs_sent", text: "count<\(limit)", aggregation: .count, relation: .less, limit: limit)
        plan.abortsRun = aborts
        return plan
    }

    private static func run(_ thresholds: [ThresholdPlan], for duration: Duration) throws -> RunResult {
        try Runs.echo { scenario in
            scenario.load.duration = duration
            scenario.sending { $0.schedule = .open(rate: 100) }
            scenario.thresholds = thresholds
        }
    }

    @Test func eachConditionIsInTheResult() throws {
        let result = try Self.run([Self.threshold(1_000_000), Self.threshold(3)], for: .milliseconds(100))
        #expect(result.status == .completed)
        #expect(result.thresholds?.map(\.passed) == [true, false])
        #expect(result.thresholds?.map(\.aborted) == [false, false])
        #expect(result.thresholds?.first?.measured == Double(result.metrics[.wsMsgsSent].window))
    }

    @Test func aRunWithoutConditionsHasNone() throws {
        #expect(try Self.run([], for: .milliseconds(50)).thresholds == nil)
    }

    @Test func aConditionCanEndTheRunInOrder() throws {
        let result = try Self.run([Self.threshold(1, aborts: true)], for: .seconds(600))
        #expect(result.status == .aborted)
        #expect(result.thresholds?.map(\.aborted) == [true])
        #expect(result.metrics.closes == [CloseCount(code: 1000, initiator: .client, count: 1)])
        #expect(result.finishedAt != nil && result.verdict != nil)
    }

    @Test func everyMetricThatAConditionMayNameIsRecorded() {
        let known = KnownMetric.all
        for metric in known {
            #expect(ThresholdSubject(metric.name) != .custom(metric.name), "\(metric.name)")
        }
        let trends = known.filter { $0.kind == .trend }.map(\.name)
        let counters = known.filter { $0.kind == .counter }.map(\.name)
        #expect(Set(trends) == Set(Trend.allCases.map(\.name)))
        #expect(Set(counters) == Set(Counter.allCases.map(\.name) + ["ws_fanout_lost"]))
    }
}
