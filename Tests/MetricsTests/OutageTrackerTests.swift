import Testing

@testable import Metrics

private func losses(_ lost: [Int64], _ back: [Int64] = [], gaveUp: [Int64] = [], ended: [Int64] = [])
    -> ConnectionLosses
{
    var losses = ConnectionLosses()
    losses.lost = lost
    losses.back = back
    losses.gaveUp = gaveUp
    losses.ended = ended
    return losses
}

private let milli: Int64 = 1_000_000

@Test func anOutageTellsWhenHalfMostAndAllWereBack() throws {
    var tracker = OutageTracker(origin: 0)
    tracker.take(losses(Array(repeating: 1_000 * milli, count: 200)))
    tracker.take(losses([], (1...200).map { (1_000 + $0) * milli }))
    let outage = try #require(tracker.report?.worst.first)
    #expect(outage.startSeconds == 1)
    #expect(outage.halfBackSeconds == 0.1)
    #expect(outage.mostBackSeconds == 0.198)
    #expect(outage.allBackSeconds == 0.2)
}

@Test func whoeverIsNotBackLeavesItOpen() {
    var tracker = OutageTracker(origin: 0)
    tracker.take(losses([milli, milli, milli, milli], [2 * milli, 3 * milli, 4 * milli]))
    #expect(
        tracker.report?.worst == [
            Outage(
                startSeconds: 0.001, lost: 4, back: 3, halfBackSeconds: 0.002, mostBackSeconds: nil, allBackSeconds: nil
            )
        ])
    #expect(tracker.report?.outages == 1)
}

@Test func whoeverGivesUpEndsTheOutageWithoutBeingBack() {
    var tracker = OutageTracker(origin: 0)
    tracker.take(losses([milli, milli], [3 * milli], gaveUp: [5 * milli]))
    tracker.take(losses([10 * milli], [11 * milli]))
    let report = tracker.report
    #expect(report?.outages == 2)
    #expect(report?.lost == 3)
    #expect(report?.back == 2)
    #expect(report?.gaveUp == 1)
    #expect(report?.worst.map(\.allBackSeconds) == [nil, 0.001])
}

@Test func whoeverEndsByPlanEndsTheOutageWithoutBeingBack() {
    var tracker = OutageTracker(origin: 0)
    tracker.take(losses([milli, milli], [3 * milli], ended: [5 * milli]))
    tracker.take(losses([10 * milli], [11 * milli]))
    let report = tracker.report
    #expect(report?.outages == 2)
    #expect(report?.lost == 3 && report?.back == 2 && report?.gaveUp == 0)
    #expect(report?.worst.map(\.allBackSeconds) == [nil, 0.001])
}

@Test func aSessionThatIsLostTwiceCountsTwice() {
    var tracker = OutageTracker(origin: 0)
    tracker.take(losses([1, 2, 5], [4, 6, 7]))
    #expect(tracker.report?.outages == 1)
    #expect(tracker.report?.lost == 3)
}

@Test func onlyTheWorstOutagesAreTold() {
    var tracker = OutageTracker(origin: 0)
    for number in 1...30 {
        let time = Int64(number) * 10 * milli
        tracker.take(losses(Array(repeating: time, count: number), Array(repeating: time + milli, count: number)))
    }
    let report = tracker.report
    #expect(report?.outages == 30)
    #expect(report?.lost == 465)
    #expect(report?.worst.map(\.lost) == Array((11...30).reversed()))
}
