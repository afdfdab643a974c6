import Testing

@testable import NetworkIO

struct TimerWheelTests {
    private func fired(_ wheel: inout TimerWheel, at now: Nanoseconds) -> [UInt64] {
        wheel.advance(to: now)
        var tokens: [UInt64] = []
        while let token = wheel.popExpired() { tokens.append(token) }
        return tokens
    }

    @Test(
        arguments: [
            1, 4_096, 5_000, 1_000_000, 1_048_576, 2_000_000, 300_000_000, 70_000_000_000, 20_000_000_000_000,
        ] as [Nanoseconds])
    func firesNotBeforeItsDeadlineAndWithinATick(delay: Nanoseconds) {
        for start in [0, 1, 4_095, 123_456_789_123] as [Nanoseconds] {
            var wheel = TimerWheel(now: start)
            _ = wheel.schedule(at: start + delay, token: 7)
            #expect(fired(&wheel, at: start + delay - 1) == [])
            #expect(fired(&wheel, at: start + delay + 8_192) == [7])
            #expect(wheel.count == 0)
        }
    }

    @Test func firesInTheOrderOfDeadlinesAcrossLevels() {
        var wheel = TimerWheel(now: 0)
        var random = SystemRandomNumberGenerator()
        let deadlines = (0..<5_000).map { _ in Nanoseconds.random(in: 0..<400_000_000_000, using: &random) }
        for deadline in deadlines { _ = wheel.schedule(at: deadline, token: UInt64(deadline)) }
        var now: Nanoseconds = 0
        var seen: [UInt64] = []
        while let next = wheel.nextDeadline() {
            #expect(next >= now, "a deadline never lies in the past of an advanced wheel")
            now = max(now, next)
            let tokens = fired(&wheel, at: now)
            for token in tokens {
                #expect(Nanoseconds(token) <= now)
                #expect(Nanoseconds(token) > now - 8_192)
            }
            seen += tokens
        }
        #expect(seen.sorted() == deadlines.map(UInt64.init).sorted())
        #expect(zip(seen, seen.dropFirst()).allSatisfy { $0 >> 12 <= ($1 >> 12) + 1 })
    }

    @Test func cancelledTimersNeverFireAndTheirSlotsAreUsedAgain() {
        var wheel = TimerWheel(now: 0)
        var kept: [UInt64] = []
        for round in 0..<100 {
            var timers = (0..<100).map {
                wheel.schedule(at: Nanoseconds($0 * 100_000), token: UInt64(round * 100 + $0))
            }
            for index in timers.indices where index % 3 != 0 { wheel.cancel(&timers[index]) }
            kept += timers.indices.filter { $0 % 3 == 0 }.map { UInt64(round * 100 + $0) }
        }
        #expect(wheel.count == kept.count)
        #expect(fired(&wheel, at: 20_000_000).sorted() == kept.sorted())
    }

    @Test func aStaleTokenCancelsNothing() {
        var wheel = TimerWheel(now: 0)
        var first = wheel.schedule(at: 1, token: 1)
        #expect(fired(&wheel, at: 10_000) == [1])
        _ = wheel.schedule(at: 20_000, token: 2)
        wheel.cancel(&first)
        var none = TimerID.none
        wheel.cancel(&none)
        #expect(fired(&wheel, at: 40_000) == [2])
    }

    @Test func aTimerCancelledAfterItExpiredIsNotHandedOut() {
        var wheel = TimerWheel(now: 0)
        var timer = wheel.schedule(at: 1, token: 1)
        wheel.advance(to: 10_000)
        wheel.cancel(&timer)
        #expect(wheel.popExpired() == nil)
    }

    @Test func aLongSleepCostsNoWorkPerTick() {
        var wheel = TimerWheel(now: 0)
        _ = wheel.schedule(at: 3_600_000_000_000, token: 1)
        var steps = 0
        while let next = wheel.nextDeadline() {
            steps += 1
            _ = fired(&wheel, at: next)
        }
        #expect(steps <= 5)
    }
}
