import Metrics
import Scenario
import Testing

/// What thresholds can name is what is measured.
@Suite struct KnownMetricTests {
    private func names(_ kind: KnownMetric.Kind) -> [String] {
        KnownMetric.all.filter { $0.kind == kind }.map(\.name).sorted()
    }

    @Test func everyTrendIsKnown() {
        #expect(names(.trend) == Trend.allCases.map(\.name).sorted())
    }

    @Test func everyCounterIsKnown() {
        // What was lost is what was expected and did not come, and counted nowhere else.
        #expect(names(.counter) == (Counter.allCases.map(\.name) + ["ws_fanout_lost"]).sorted())
    }

    @Test func whatIsCountedForTheRunAloneHasNoTags() {
        #expect(
            Set(KnownMetric.all.filter(\.isOfRun).map(\.name)) == Set(Counter.allCases.filter(\.isOfRun).map(\.name)))
    }

    @Test func noNameStandsForTwo() {
        #expect(Set(KnownMetric.all.map(\.name)).count == KnownMetric.all.count)
    }
}
