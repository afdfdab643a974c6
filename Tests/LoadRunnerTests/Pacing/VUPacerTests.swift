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
        #expect(changes.map(\.time) == [0, 1_000_000_000, 2_000_000_000, 4_500_000_000, 5_000_000_000, 5_500_000_000])
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
            #expect(running == Int(value.rounded(.up)), "at \(time)")
        }
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
