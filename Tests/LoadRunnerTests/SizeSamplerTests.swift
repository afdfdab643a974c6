import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner

struct SizeSamplerTests {
    private func draws(_ distribution: SizeDistribution, _ count: Int = 20_000) -> [Int] {
        let sampler = SizeSampler(distribution)
        var random = FastRandom(seed: 42)
        return (0..<count).map { _ in sampler.draw(&random) }
    }

    private func mean(_ sizes: [Int]) -> Double { Double(sizes.reduce(0, +)) / Double(sizes.count) }

    private func deviation(_ sizes: [Int]) -> Double {
        let mean = mean(sizes)
        let squares = sizes.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (squares / Double(sizes.count)).squareRoot()
    }

    private func share(_ sizes: [Int], _ isIn: (Int) -> Bool) -> Double {
        Double(sizes.count(where: isIn)) / Double(sizes.count)
    }

    @Test func aFixedSizeIsAlwaysTheSame() {
        #expect(Set(draws(.fixed(77), 100)) == [77])
        #expect(SizeSampler(.fixed(77)).largest == 77)
    }

    @Test func weightsAreSharesOfTheDraws() {
        let sizes = draws(
            .weighted([
                WeightedSize(bytes: 4096, weight: 1), WeightedSize(bytes: 64, weight: 6),
                WeightedSize(bytes: 0, weight: 3),
            ]))
        #expect(Set(sizes) == [0, 64, 4096])
        #expect(abs(share(sizes) { $0 == 4096 } - 0.1) < 0.01)
        #expect(abs(share(sizes) { $0 == 64 } - 0.6) < 0.01)
        #expect(abs(share(sizes) { $0 == 0 } - 0.3) < 0.01)
        #expect(SizeSampler(.weighted([WeightedSize(bytes: 9, weight: 0.5)])).largest == 9)
    }

    @Test func aUniformSizeReachesBothBoundsAndFavoursNone() {
        let sizes = draws(.uniform(minimum: 10, maximum: 19))
        #expect(Set(sizes) == Set(10...19))
        for size in 10...19 { #expect(abs(share(sizes) { $0 == size } - 0.1) < 0.01) }
        #expect(SizeSampler(.uniform(minimum: 10, maximum: 19)).largest == 19)
    }

    @Test func aNormalSizeHasItsMeanAndDeviation() {
        let sizes = draws(.normal(mean: 1000, deviation: 50, minimum: 0, maximum: 10_000))
        #expect(abs(mean(sizes) - 1000) < 2)
        #expect(abs(deviation(sizes) - 50) < 2)
        #expect(abs(share(sizes) { abs($0 - 1000) <= 50 } - 0.683) < 0.02)
    }

    @Test func aNormalSizeStaysWithinItsBounds() {
        let sizes = draws(.normal(mean: 100, deviation: 50, minimum: 80, maximum: 120))
        #expect(sizes.min() == 80 && sizes.max() == 120)
        #expect(SizeSampler(.normal(mean: 100, deviation: 50, minimum: 80, maximum: 120)).largest == 120)
    }

    @Test func aLogNormalSizeHasItsMedianAndSpread() {
        let sizes = draws(.logNormal(median: 500, sigma: 0.5, minimum: 1, maximum: 1_000_000)).sorted()
        #expect(abs(Double(sizes[sizes.count / 2]) - 500) < 12)
        // One deviation of the logarithm above the median.
        #expect(abs(Double(sizes[Int(Double(sizes.count) * 0.8413)]) - 824) < 30)
        #expect(draws(.logNormal(median: 500, sigma: 2, minimum: 100, maximum: 600)).allSatisfy { (100...600) ~= $0 })
    }

    @Test func anExponentialSizeHasItsMeanAndTail() {
        let sizes = draws(.exponential(mean: 200, minimum: 0, maximum: 1_000_000))
        #expect(abs(mean(sizes) - 200) < 6)
        #expect(abs(share(sizes) { $0 > 200 } - 0.368) < 0.015)
        #expect(draws(.exponential(mean: 200, minimum: 50, maximum: 300)).allSatisfy { (50...300) ~= $0 })
    }

    @Test func theSameSeedDrawsTheSame() {
        let distribution = SizeDistribution.logNormal(median: 500, sigma: 1, minimum: 1, maximum: 5000)
        #expect(draws(distribution, 50) == draws(distribution, 50))
    }

    @Test func aUnitIsNeverOne() {
        var random = FastRandom(seed: 3)
        let units = (0..<10_000).map { _ in random.unit() }
        #expect(units.allSatisfy { (0..<1).contains($0) })
        #expect(units.contains { $0 > 0.99 } && units.contains { $0 < 0.01 })
    }
}
