import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

struct ArrivalPacerTests {
    private func arrivals(
        _ curve: LoadCurve, _ spacing: ArrivalSpacing = .even, workers: Int = 1, seed: UInt64 = 1, kind: Int = 0
    ) -> [ArrivalPacer.Arrival] {
        (0..<workers).flatMap { index in
            var pacer = ArrivalPacer(
                curve, spacing, cut: PlanCut(index: index, count: workers), seed: seed, kind: kind)
            var own: [ArrivalPacer.Arrival] = []
            while let arrival = pacer.next() { own.append(arrival) }
            return own
        }.sorted { $0.number < $1.number }
    }

    private func seconds(_ arrivals: [ArrivalPacer.Arrival]) -> [Double] { arrivals.map { Double($0.time) / 1e9 } }

    @Test func aConstantRateIsEvenlySpaced() {
        let due = arrivals(Curves.curve(100, (2, 100)))
        #expect(due.map(\.number) == Array(0..<200))
        let times: [Nanoseconds] = (0..<200).map { $0 * 10_000_000 }
        #expect(due.map(\.time) == times)
        // As many as the rate says, where the product has no exact form.
        #expect(arrivals(Curves.curve(0.1, (30, 0.1))).count == 3)
    }

    @Test(arguments: UInt64(0)..<100) func inAnyWindowAreAsManyAsTheIntegralSays(seed: UInt64) {
        let curve = Curves.drawn(seed)
        let times = seconds(arrivals(curve))
        #expect(abs(Double(times.count) - curve.total) <= 1)
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 <= $1 })
        for step in 0..<20 {
            let start = curve.duration * Double(step) / 25
            for end in [start + 0.05, start + 0.3, start + curve.duration / 5] {
                let planned = curve.integral(to: end) - curve.integral(to: start)
                let due = times.count { $0 >= start && $0 < end }
                #expect(abs(Double(due) - planned) <= 1 + 1e-6, "\(start) to \(end)")
            }
        }
    }

    @Test func burstsKeepTheMeanRate() {
        let due = arrivals(Curves.curve(100, (1, 100)), .bursts(30))
        #expect(due.count == 100)
        let times: [Nanoseconds] = (0..<100).map { $0 / 30 * 300_000_000 }
        #expect(due.map(\.time) == times)
    }

    @Test func poissonArrivalsAreIndependent() {
        let times = seconds(arrivals(Curves.curve(1000, (50, 1000)), .poisson))
        // 50,000 of them, of deviation 224.
        #expect(abs(times.count - 50_000) < 1200)
        let gaps = zip(times, times.dropFirst()).map { $1 - $0 }
        let mean = gaps.reduce(0, +) / Double(gaps.count)
        let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count)
        #expect(abs(mean - 1e-3) < 2.5e-5 && abs(variance.squareRoot() - 1e-3) < 4e-5)
        // In windows, variance and mean are the same.
        var counts = Array(repeating: 0.0, count: 5000)
        for time in times { counts[min(4999, Int(time * 100))] += 1 }
        let average = counts.reduce(0, +) / 5000
        let spread = counts.reduce(0) { $0 + ($1 - average) * ($1 - average) } / 5000
        #expect(abs(spread / average - 1) < 0.1)
    }

    @Test func poissonArrivalsFollowTheCurve() {
        let curve = Curves.curve(0, (10, 2000))
        let times = seconds(arrivals(curve, .poisson))
        for second in 1...10 {
            let planned = curve.integral(to: Double(second))
            let due = times.count { $0 < Double(second) }
            #expect(abs(Double(due) - planned) < 5 * planned.squareRoot())
        }
    }

    @Test func theSeedAndTheKindMakePoissonArrivals() {
        let curve = Curves.curve(50, (2, 50))
        let one = arrivals(curve, .poisson, seed: 7)
        #expect(one == arrivals(curve, .poisson, seed: 7))
        #expect(one != arrivals(curve, .poisson, seed: 8))
        #expect(one != arrivals(curve, .poisson, seed: 7, kind: 1))
    }

    @Test(arguments: [ArrivalSpacing.even, .poisson, .bursts(7)]) func workersMakeNoDifference(spacing: ArrivalSpacing)
    {
        let alone = arrivals(Curves.mixed, spacing)
        #expect(!alone.isEmpty)
        for workers in 2...5 { #expect(arrivals(Curves.mixed, spacing, workers: workers) == alone) }
    }
}
