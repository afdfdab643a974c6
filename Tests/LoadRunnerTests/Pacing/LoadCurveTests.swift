import Scenario
import Testing

@testable import LoadRunner

struct LoadCurveTests {
    @Test func theValueGoesInStraightLines() {
        let curve = Curves.mixed
        #expect(curve.duration == 9.5 && curve.peak == 50)
        let times = [0, 1, 2, 2.5, 4.25, 5.5, 6]
        #expect(times.map(curve.value) == [0, 25, 50, 50, 25, 0, 0])
        // At a jump the new value holds, and after the end the last one.
        let late = [6.5, 8, 9.5, 100]
        #expect(late.map(curve.value) == [30, 20, 10, 10])
        #expect(curve.total == 222.5)
    }

    @Test func ofSeveralJumpsAtOnceTheLastShows() {
        let curve = Curves.curve(5, (1, 5), (0, 100), (0, 7), (1, 7))
        #expect(curve.peak == 7 && curve.segments.count == 3 && curve.total == 12)
    }

    @Test func anEmptyCurveIsNothing() {
        let curve = LoadCurve(start: 5, stages: [])
        #expect(curve.duration == 0 && curve.total == 0 && curve.time(passing: 0) == nil)
    }

    @Test(arguments: UInt64(0)..<200) func theTimeOfAnAmountIsTheInverseOfTheIntegral(seed: UInt64) throws {
        let curve = Curves.drawn(seed)
        guard curve.total > 0 else {
            #expect(curve.time(passing: 0) == nil)
            return
        }
        var last = 0.0
        for step in 0..<200 {
            let amount = curve.total * Double(step) / 200
            let time = try #require(curve.time(passing: amount))
            #expect(time >= last && time <= curve.duration)
            #expect(abs(curve.integral(to: time) - amount) < 1e-9 * max(1, curve.total))
            last = time
        }
        #expect(curve.time(passing: curve.total) == nil)
    }

    @Test func anAmountThatIsReachedBeforeAPauseComesAfterIt() {
        // 10 in the first second, none in the next five.
        let curve = Curves.curve(10, (1, 10), (0, 0), (5, 0), (0, 10), (1, 10))
        #expect(curve.time(passing: 10) == 6)
        #expect(Curves.curve(0, (3, 0), (1, 4)).time(passing: 0) == 3)
    }

    @Test func slopesNearNothingLoseNoDigits() throws {
        let flat = Curves.curve(1000, (1000, 1000 + 1e-9))
        let half = try #require(flat.time(passing: 500_000))
        #expect(abs(half - 500) < 1e-9)
        let rising = Curves.curve(0, (1, 2))
        #expect(try #require(rising.time(passing: 1e-18)) == 1e-9)
        let falling = Curves.curve(2, (1, 0))
        let late = try #require(falling.time(passing: 1 - 1e-12))
        #expect(abs(late - 0.999_999) < 1e-9)
    }
}
