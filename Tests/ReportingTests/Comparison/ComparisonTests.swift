import Metrics
import Testing

@testable import Reporting

@Suite struct ComparisonTests {
    private func marks(_ part: VariantComparison) -> [ComparisonMetric: ComparisonMark] {
        Dictionary(uniqueKeysWithValues: part.metrics.map { ($0.metric, $0.mark) })
    }

    @Test func aVariantIsMarkedWhereItDiffersAndOnlyThere() throws {
        let comparison = Comparison(
            rounds: [
                SampleRuns.variant("slow", rounds: 12, p50: 120, rate: 900),
                SampleRuns.variant("base", rounds: 12, p50: 100),
                SampleRuns.variant("same", rounds: 12, p50: 100),
            ], reference: 1)
        #expect(Set(marks(comparison.variants[1]).values) == [.reference])
        #expect(comparison.variants[1].basis == nil)
        let slow = comparison.variants[0]
        #expect(slow.basis == .rounds)
        #expect(marks(slow)[.p50] == .worse && marks(slow)[.throughput] == .worse)
        #expect(slow[.p50]?.word == "slower")
        #expect(slow[.bytes]?.mark == .indistinguishable)
        let difference = try #require(slow[.p50]?.difference)
        #expect(abs(difference.value - 0.2) < 0.01)
        #expect(difference.interval?.contains(0.2) == true)
        #expect(try #require(slow[.throughput]?.worsening) > 0.09)
        #expect(Set(marks(comparison.variants[2]).values) == [.indistinguishable])
    }

    @Test func runsThatAreInvalidOrStoppedAreCountedAndNotUsed() throws {
        var slow = SampleRuns.variant("slow", rounds: 12, p50: 120)
        slow.runs[3] = ComparedRun(
            SampleRuns.result(p50: 9000, verdict: .invalid), round: 4, folder: "slow/round-04")
        slow.runs[5] = ComparedRun(
            SampleRuns.result(p50: 9000, status: .interrupted), round: 6, folder: "slow/round-06")
        slow.runs[6] = ComparedRun(SampleRuns.result(p50: 120, verdict: .suspect), round: 7, folder: "slow/round-07")
        let comparison = Comparison(rounds: [SampleRuns.variant("base", rounds: 12, p50: 100), slow], reference: 0)
        let found = comparison.variants[1]
        #expect(found.variant.usedRuns.count == 10)
        #expect(!found.variant.isInvalid)
        #expect(try #require(found[.p50]).level.value < 125)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(text.contains("slow: 2 of 12 runs not used: INVALID in round 4; interrupted in round 6"))
    }

    @Test func aVariantWhoseRunsAreMostlyInvalidIsInvalid() {
        var variant = SampleRuns.variant("a", rounds: 4, p50: 100)
        for index in 0..<2 {
            variant.runs[index] = ComparedRun(SampleRuns.result(verdict: .invalid), round: index + 1, folder: "")
        }
        #expect(variant.isInvalid)
        variant.runs.removeFirst()
        #expect(!variant.isInvalid)
    }

    @Test func tooFewRoundsTellNothing() {
        let comparison = Comparison(
            rounds: [
                SampleRuns.variant("base", rounds: 2, p50: 100), SampleRuns.variant("slow", rounds: 2, p50: 500),
            ], reference: 0)
        #expect(Set(marks(comparison.variants[1]).values) == [.unknown])
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(
            text.contains("too few to tell")
                && text.contains("metrics it takes \(Comparison.fewestRounds(variants: 2))."))
    }

    @Test func errorsAreShown() {
        var slow = SampleRuns.variant("slow", rounds: 8, p50: 120)
        slow.runs[2].errors = 7
        let comparison = Comparison(rounds: [SampleRuns.variant("base", rounds: 8, p50: 100), slow], reference: 0)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(text.contains("slow: 7 errors in 1 of the runs used; see slow/round-03/errors.csv"))
    }

    @Test func theFolderOfAllStandsInNoName() {
        let comparison = Comparison(
            rounds: [
                SampleRuns.variant("Results/a/base", rounds: 8, p50: 100),
                SampleRuns.variant("Results/a/best", rounds: 8, p50: 90),
            ], reference: 0)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(text.contains("\n  base ") && text.contains("\n  best ") && !text.contains("Results"))
    }

    @Test func nothingIsComparedBeforeTheFirstRun() {
        let comparison = Comparison(rounds: [ComparedVariant(name: "a"), ComparedVariant(name: "b")], reference: 0)
        #expect(comparison.variants.allSatisfy { $0.metrics.isEmpty })
    }

    @Test func aMetricThatTheReferenceLacksIsNotCompared() {
        var base = SampleRuns.variant("base", rounds: 8, p50: 100)
        var result = SampleRuns.result()
        result.target = nil
        base.runs[0] = ComparedRun(result, round: 1, folder: "")
        let comparison = Comparison(rounds: [base, SampleRuns.variant("other", rounds: 8, p50: 100)], reference: 0)
        #expect(comparison.variants[1][.serverCPU] == nil)
        #expect(comparison.variants[1][.p50] != nil)
    }

    @Test func aDifferenceBeyondTheColumnIsShownAsThat() {
        let comparison = Comparison(
            rounds: [
                SampleRuns.variant("small", rounds: 12, p50: 10), SampleRuns.variant("large", rounds: 12, p50: 100_000),
            ], reference: 0)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(text.contains(" >9999 %  (over 10,000 %)   slower"), "\(text)")
    }

    @Test(arguments: [200, 100, 90]) func linesFitTheTerminal(width: Int) {
        let long = String(repeating: "name,", count: 15)
        let comparison = Comparison(
            rounds: [SampleRuns.variant(long, rounds: 8, p50: 100), SampleRuns.variant("b", rounds: 8, p50: 130_000)],
            reference: 0)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: width).text(comparison)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= min(width, 100) }, "\(text)")
    }
}
