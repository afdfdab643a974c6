import Metrics
import Testing

@testable import Reporting

/// Results that stand by themselves.
@Suite struct ComparisonResultsTests {
    private func runs(_ path: String, _ p50s: [Double]) -> ComparedResult {
        SampleRuns.compared(path, runs: p50s.map { SampleRuns.result(p50: $0) })
    }

    @Test func severalRunsAreJudgedByTheirSpread() {
        let comparison = Comparison(
            baseline: runs("a", [100, 101, 102, 99]),
            candidates: [runs("b", [150, 152, 149, 151]), runs("c", [100, 103, 99, 101])])
        #expect(comparison.variants[1].basis == .runs)
        #expect(comparison.variants[1][.p50]?.mark == .worse)
        #expect(comparison.variants[2][.p50]?.mark == .indistinguishable)
    }

    /// However alike the two runs of one side are.
    @Test(arguments: [([100, 101], [900]), ([900], [100, 101])])
    func threeRunsOpenNoGate(baseline: [Double], candidate: [Double]) throws {
        let comparison = Comparison(baseline: runs("a", baseline), candidates: [runs("b", candidate)])
        let found = comparison.variants[1]
        #expect(found.basis == .runs && found[.p50]?.mark == .unknown)
        #expect(found[.p50]?.difference != nil && found[.p50]?.difference?.interval == nil)
        let outcome = LimitOutcome(try RegressionLimit("p50=10%"), in: found)
        #expect(outcome.holds == nil && outcome.complaint?.contains("too few rounds, runs or seconds") == true)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(text.contains("too few to tell") && text.contains("it takes at least 4 usable ones"), "\(text)")
    }

    /// Four runs, but so far apart that the interval would have no end that means anything.
    @Test func runsTooUnlikeEachOtherOpenNoGate() throws {
        let comparison = Comparison(baseline: runs("a", [100, 900]), candidates: [runs("b", [100, 800])])
        #expect(try RegressionLimit("p50=10%").holds(in: comparison.variants[1]) == nil)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(!text.contains("e+") && text.split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(text)")
    }

    @Test func oneRunEachIsJudgedByItsSeconds() throws {
        var (base, slow) = (runs("a", [100]), runs("b", [150]))
        let series = { (level: Double) in (0..<40).map { level * (1 + 0.01 * Double($0 * 7 % 5)) } }
        base.seconds = [.p50: series(100), .p99: series(200)]
        slow.seconds = [.p50: series(150), .p99: Array(series(300).prefix(10))]
        let found = Comparison(baseline: base, candidates: [slow]).variants[1]
        #expect(found.basis == .seconds)
        #expect(found[.p50]?.mark == .worse)
        // Too short, and no series at all.
        #expect(found[.p99]?.mark == .unknown)
        #expect(found[.cpu]?.mark == .unknown)
        #expect(found[.p99]?.word == "too few to tell" && found[.cpu]?.word == "takes several runs")
        let complaint = { (text: String) in try LimitOutcome(RegressionLimit(text), in: found).complaint ?? "" }
        #expect(try complaint("p99=1%").contains("too few rounds, runs or seconds"))
        #expect(try complaint("cpu=1%").contains("a single run has no figures of it by the second"))
        #expect(try abs(#require(found[.p99]?.difference).value - 0.5) < 0.01)
    }

    /// A candidate that is so slow that a second passes without a message is not spared.
    @Test func aStalledSecondIsJudged() throws {
        var (base, slow) = (runs("a", [100]), SampleRuns.compared("b", runs: [SampleRuns.result(rate: 330)]))
        base.seconds = [.throughput: (0..<60).map { 1000 + Double($0 * 7 % 5) }]
        slow.seconds = [.throughput: (0..<60).map { $0 == 30 ? 0 : 330 + Double($0 * 7 % 5) }]
        let found = Comparison(baseline: base, candidates: [slow]).variants[1]
        #expect(found[.throughput]?.mark == .worse)
        #expect(try abs(#require(found[.throughput]?.difference).value + 0.675) < 0.01)
        #expect(try RegressionLimit("throughput=5%").holds(in: found) == false)
    }

    /// After 5 of 8 seconds nobody was there any more.
    @Test func sessionsThatWereLostAreNoThroughput() throws {
        var lost = SampleRuns.result(verdict: .suspect)
        lost.verdict?.reasons = [
            VerdictReason(code: "ended_early", level: .suspect, message: "", measured: 5, limit: 8, unit: "s")
        ]
        let rates = [1000, 1001, 999, 1000].map { SampleRuns.result(rate: $0) }
        let comparison = Comparison(
            baseline: SampleRuns.compared("a", runs: rates),
            candidates: [SampleRuns.compared("b", runs: [lost, lost, lost, lost])])
        let found = comparison.variants[1]
        #expect(found[.throughput]?.mark == .worse && found[.p50]?.mark == .indistinguishable)
        #expect(try abs(#require(found[.throughput]).level.value - 625) < 1)
        #expect(try RegressionLimit("throughput=5%").holds(in: found) == false)
        let text = ComparisonTable(style: TextStyle(isColoured: false), width: 100).text(comparison)
        #expect(text.contains("b/0 ended early: sessions were lost after 5.0 s of 8.0 s; its throughput"), "\(text)")
    }

    @Test func unlikeUnitsAreNotCompared() {
        var silent = SampleResult.open
        silent.metrics = RunMetrics(
            basis: nil, trends: [:], counters: [.wsSessions: CounterValue(total: 9, window: 9, perSecond: 1)],
            peakOpen: 1, closes: [], errors: [])
        silent.status = .completed
        silent.verdict = Verdict(status: .valid, reasons: [])
        let (talking, quiet) = (runs("a", [100]), SampleRuns.compared("b", runs: [silent]))
        #expect(ComparedResult.mismatch(in: [talking, talking]) == nil)
        #expect(ComparedResult.mismatch(in: [quiet, quiet]) == nil)
        #expect(ComparedResult.mismatch(in: [quiet, talking])?.contains("of a are by message, and b has") == true)
        let mixed = SampleRuns.compared("c", runs: [silent, SampleRuns.result()])
        #expect(ComparedResult.mismatch(in: [talking, mixed])?.contains("some runs of c") == true)
    }

    @Test func roundsOfTheSameComparisonAreHeldAgainstEachOther() {
        let variant = { (name: String, p50: Double, rounds: String) in
            ComparedResult(
                variant: SampleRuns.variant(name, rounds: 10, p50: p50), rounds: rounds, scenario: JSONText("{}"))
        }
        let same = Comparison(baseline: variant("a", 100, "x"), candidates: [variant("b", 110, "x")])
        #expect(same.variants[1].basis == .rounds && same.variants[1][.p50]?.mark == .worse)
        let other = Comparison(baseline: variant("a", 100, "x"), candidates: [variant("b", 110, "y")])
        #expect(other.variants[1].basis == .runs)
    }

    @Test(arguments: [("p50=20%", false), ("p50=60%", true), ("throughput=5%", true), ("p99=0%", false)])
    func aLimitIsBrokenBeyondItAndTheNoise(text: String, holds: Bool) throws {
        let found = Comparison(
            baseline: runs("a", [100, 101, 102, 99]), candidates: [runs("b", [150, 152, 149, 151])]
        ).variants[1]
        let outcome = LimitOutcome(try RegressionLimit(text), in: found)
        #expect(outcome.holds == holds)
        #expect((outcome.complaint == nil) == holds)
    }

    /// Worse by more than the limit, but the runs swing by more than that.
    @Test func noiseBreaksNoLimit() throws {
        let found = Comparison(
            baseline: runs("a", [100, 180, 60, 120]), candidates: [runs("b", [130, 90, 200, 110])]
        ).variants[1]
        #expect(try RegressionLimit("p50=1%").holds(in: found) == true)
    }

    @Test func whatIsNotKnownHoldsNoLimit() throws {
        let found = Comparison(baseline: runs("a", [100]), candidates: [runs("b", [150])]).variants[1]
        #expect(try RegressionLimit("p50=1%").holds(in: found) == nil)
        let complaint = LimitOutcome(try RegressionLimit("p50=1%"), in: found).complaint
        #expect(complaint?.contains("a single run has no figures") == true)
    }

    @Test(arguments: ["p99", "p99=", "p99=10", "p99=-1%", "p98=10%", "p99=x%", "=1%"])
    func whatIsNoLimitIsRefused(text: String) {
        #expect(throws: RegressionLimitError.self) { try RegressionLimit(text) }
    }

    @Test func aLimitIsAShare() throws {
        #expect(try RegressionLimit("server_cpu=2.5%") == RegressionLimit(metric: "server_cpu", limit: "2.5%"))
        #expect(try RegressionLimit("p99=2.5%").share == 0.025)
    }
}
