import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

struct VUPacerTests {
    private func changes(_ curve: LoadCurve, index: Int = 0, of workers: Int = 1) -> [VUPacer.Change] {
        var pacer = VUPacer(curve, cut: PlanCut(index: index, count: workers))
        var changes: [VUPacer.Change] = []
        while let change = pacer.next() { changes.append(change) }
        return changes
    }

    @Test func vusComeAndGoOneByOne() {
        let changes = changes(Curves.curve(0, (3, 3), (1, 3), (1.5, 0)))
        #expect(changes.map(\.vu) == [0, 1, 2, 2, 1, 0])
        #expect(changes.map(\.starts) == [true, true, true, false, false, false])
        #expect(
            changes.map(\.time) == [
                1_000_000_000, 2_000_000_000, 3_000_000_000, 4_500_000_000, 5_000_000_000, 5_500_000_000,
            ])
    }

    /// What k6 makes of the same stages.
    @Test func aVUStartsWhenTheLineHasReachedIt() {
        let changes = changes(Curves.curve(4, (2, 6), (2, 4))).dropFirst(4).prefix(4)
        #expect(changes.map(\.vu) == [4, 5, 5, 4])
        #expect(changes.map(\.time) == [1_000_000_000, 2_000_000_000, 3_000_000_000, 4_000_000_000])
    }

    @Test func betweenWholeNumbersAsManyRunAsOnTheWayThere() {
        // Up to 2.5, up again, down to 1.5, and up again.
        let changes = changes(Curves.curve(1, (3, 2.5), (1, 3), (3, 1.5), (3, 3), (1, 3)))
        #expect(changes.map(\.vu) == [0, 1, 2, 2, 2, 2, 1, 0])
        #expect(
            changes.map(\.time) == [
                0, 2_000_000_000, 4_000_000_000, 6_000_000_000, 10_000_000_000, 11_000_000_000, 11_000_000_000,
                11_000_000_000,
            ])
    }

    @Test func vusOfAConnectRateComeAtOnceAndThenAtTheirIntervals() {
        let four = Executor.constantVUs(4, duration: .seconds(1), connectRate: 10)
        #expect(changes(four.curve).filter(\.starts).map(\.time) == [0, 100_000_000, 200_000_000, 300_000_000])
        // The one that is due at the end does not come.
        let many = Executor.constantVUs(50, duration: .seconds(1), connectRate: 10)
        #expect(changes(many.curve).filter(\.starts).map(\.time).last == 900_000_000)
        let one = Executor.constantVUs(1, duration: .seconds(1), connectRate: 10)
        #expect(changes(one.curve).map(\.time) == [0, 1_000_000_000])
    }

    @Test func theFirstAreThereAtOnceAndAllGoAtTheEnd() {
        let changes = changes(Curves.curve(4, (2, 4)))
        let end: Nanoseconds = 2_000_000_000
        #expect(changes.map(\.time) == [0, 0, 0, 0, end, end, end, end])
        #expect(changes.map(\.vu) == [0, 1, 2, 3, 3, 2, 1, 0])
    }

    @Test func aVUStartsAgainInALaterStage() {
        let ofFirst = changes(Curves.curve(1, (1, 1), (0, 0), (1, 0), (0, 2), (1, 2))).filter { $0.vu == 0 }
        #expect(ofFirst.map(\.time) == [0, 1_000_000_000, 2_000_000_000, 3_000_000_000])
        #expect(ofFirst.map(\.starts) == [true, false, true, false])
    }

    @Test(arguments: UInt64(0)..<100) func asManyRunAsTheCurveSays(seed: UInt64) {
        let curve = Curves.drawn(seed)
        let changes = changes(curve)
        #expect(zip(changes, changes.dropFirst()).allSatisfy { $0.time <= $1.time })
        // Each VU starts and stops in turn.
        for (_, own) in Dictionary(grouping: changes, by: \.vu) {
            #expect(own.count.isMultiple(of: 2) && own.enumerated().allSatisfy { $1.starts == $0.isMultiple(of: 2) })
        }
        for step in 0..<50 where curve.duration > 0 {
            let time = curve.duration * (Double(step) + 0.37) / 50
            let running = changes.reduce(0) { $0 + (Double($1.time) > time * 1e9 ? 0 : $1.starts ? 1 : -1) }
            let value = curve.value(at: time)
            // On a level it is exact; next to a change it may be either side of it.
            guard value == value.rounded() || abs(value - value.rounded()) > 1e-6 else { continue }
            #expect(running == asMany(curve, at: time), "at \(time)")
        }
    }

    /// Whole VUs that have come on the way up, and those of which a part is left on the way down.
    private func asMany(_ curve: LoadCurve, at time: Double) -> Int {
        var running = Int(curve.segments.first?.from ?? 0)
        for segment in curve.segments where segment.start <= time {
            let value = time < segment.end ? curve.value(at: time) : segment.to
            running =
                segment.to > segment.from
                ? max(running, Int(value.rounded(.down))) : min(running, Int(value.rounded(.up)))
        }
        return running
    }

    @Test func workersMakeNoDifference() {
        func order(_ changes: [VUPacer.Change]) -> [VUPacer.Change] {
            changes.sorted { ($0.stage, $0.time, $0.vu) < ($1.stage, $1.time, $1.vu) }
        }
        let alone = order(changes(Curves.mixed))
        #expect(alone.count == 160)
        for workers in 2...5 {
            #expect(order((0..<workers).flatMap { changes(Curves.mixed, index: $0, of: workers) }) == alone)
        }
    }
}
