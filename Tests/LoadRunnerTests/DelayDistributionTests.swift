import NetworkIO
import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner

@Suite struct DelayDistributionTests {
    private func draws(_ distribution: DelayDistribution, count: Int = 20_000) -> [Double] {
        var random = FastRandom(seed: 7)
        return (0..<count).map { _ in Double(distribution.draw(&random)) / 1e6 }
    }

    private func mean(_ draws: [Double]) -> Double { draws.reduce(0, +) / Double(draws.count) }

    private let none = Duration.zero
    private let day = Duration.seconds(86_400)

    @Test func aFixedDelayIsAlwaysTheSame() {
        #expect(Set(draws(.fixed(.milliseconds(30)), count: 10)) == [30])
    }

    @Test func meansAreThoseAskedFor() {
        let uniform = draws(.uniform(minimum: .milliseconds(10), maximum: .milliseconds(30)))
        #expect(abs(mean(uniform) - 20) < 0.2 && uniform.allSatisfy { (10...30).contains($0) })
        let normal = draws(
            .normal(mean: .milliseconds(100), deviation: .milliseconds(10), minimum: none, maximum: day))
        #expect(abs(mean(normal) - 100) < 0.5)
        let exponential = draws(.exponential(mean: .milliseconds(50), minimum: none, maximum: day))
        #expect(abs(mean(exponential) - 50) < 1.5)
        let logNormal = draws(.logNormal(median: .milliseconds(40), sigma: 0.5, minimum: none, maximum: day)).sorted()
        #expect(abs(logNormal[logNormal.count / 2] - 40) < 1)
    }

    @Test func boundsHold() {
        let bounded = draws(
            .exponential(mean: .milliseconds(50), minimum: .milliseconds(20), maximum: .milliseconds(60)))
        #expect(bounded.min() == 20 && bounded.max() == 60)
    }

    @Test func backOffsGrowToTheirLongest() {
        var plan = ReconnectPlan()
        plan.delay = .milliseconds(100)
        plan.maxDelay = .milliseconds(500)
        plan.jitter = 0
        var random = FastRandom(seed: 1)
        let delays = (0..<5).map { plan.delay(before: $0, &random) / 1_000_000 }
        #expect(delays == [100, 200, 400, 500, 500])
        plan.backoff = .constant
        #expect(plan.delay(before: 4, &random) == 100_000_000)
        plan.jitter = 0.5
        let drawn = (0..<1000).map { _ in plan.delay(before: 0, &random) / 1_000_000 }
        #expect(drawn.allSatisfy { (50...100).contains($0) } && Set(drawn).count > 20)
    }
}
