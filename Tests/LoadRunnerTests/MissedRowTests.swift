import NetworkIO
import Testing
import WebSocketCore

@testable import LoadRunner

struct MissedRowTests {
    private func row(_ interval: Double, count: Int = .max, end: Nanoseconds = KindPlan.unlimited) -> MissedRow {
        MissedRow(
            step: .pace(register: 0), kind: 0, start: 1000, interval: interval, number: 0, count: count, end: end)
    }

    @Test func asManyAreDueBeforeATimeAsLieBeforeIt() {
        var random = FastRandom(seed: 3)
        for _ in 0..<2000 {
            let interval = Double(Int.random(in: 1...300, using: &random)) / 7 + 1
            let count = Int.random(in: 0...40, using: &random)
            let end = Nanoseconds.random(in: 0...3000, using: &random)
            let time = Nanoseconds.random(in: 0...3000, using: &random)
            let due = (0..<count).filter { 1000 + Nanoseconds(Double($0) * interval) < min(time, end) }
            #expect(row(interval, count: count, end: end).numbers(before: time) == due.count)
        }
    }

    @Test func theNextOneIsDueBeforeTheEndOrNotAtAll() {
        var finite = row(10, count: 2, end: 5000)
        #expect(finite.next == 1000)
        finite.number = 1
        #expect(finite.next == 1010)
        finite.number = 2
        #expect(finite.next == nil)
        #expect(row(10, end: 1000).next == nil)
    }

    @Test func onlyTheRunEndsARowWithoutANumberAndAnEnd() {
        #expect(row(10).isEndless && !row(10, count: 5).isEndless && !row(10, end: 5000).isEndless)
        #expect(row(10, count: 5).numbers(before: .max) == 5)
    }
}
