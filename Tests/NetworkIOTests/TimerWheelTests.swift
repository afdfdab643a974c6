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

    @Test func aCancelledTimerIsNotWaitedFor() {
        var wheel = TimerWheel(now: 0)
        var first = wheel.schedule(at: 100 << 12, token: 1)
        var third = wheel.schedule(at: 300_000 << 12, token: 3)
        _ = wheel.schedule(at: 200 << 12, token: 2)
        #expect(wheel.nextDeadline() == 100 << 12)
        wheel.cancel(&third)
        #expect(wheel.nextDeadline() == 100 << 12)
        wheel.cancel(&first)
        #expect(wheel.nextDeadline() == 200 << 12)
        #expect(fired(&wheel, at: 200 << 12) == [2])
        #expect(wheel.nextDeadline() == nil)
        _ = wheel.schedule(at: 250 << 12, token: 4)
        #expect(wheel.nextDeadline() == 250 << 12)
    }

    /// Any order of settings, cancellations and steps, against a plain list of what is set.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func firesWhatIsDueAndNothingElse(seed: UInt64) {
        var state = seed
        func random(_ bound: Nanoseconds) -> Nanoseconds {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Nanoseconds(state >> 33) % bound
        }
        var wheel = TimerWheel(now: 0)
        var set: [UInt64: (deadline: Nanoseconds, timer: TimerID)] = [:]
        var now: Nanoseconds = 0
        for step in 0..<3_000 as Range<UInt64> {
            switch random(4) {
            case 0, 1:
                let spread = ([1 << 14, 1 << 19, 1 << 24, 1 << 31] as [Nanoseconds])[Int(random(4))]
                let deadline = now + random(spread)
                set[step] = (deadline, wheel.schedule(at: deadline, token: step))
            case 2:
                guard let token = set.keys.min(by: { $0 &* 2_654_435_761 < $1 &* 2_654_435_761 }) else { continue }
                if var timer = set.removeValue(forKey: token)?.timer { wheel.cancel(&timer) }
            default:
                let next = wheel.nextDeadline()
                #expect((next == nil) == set.isEmpty)
                if let next, let first = set.values.map(\.deadline).min() {
                    #expect(next <= max(TimerWheel.tickEnd(from: first), now + 4_096))
                }
                now += random(1 << 21)
                let tick = now >> 12
                let due = set.filter { TimerWheel.tickEnd(from: $0.value.deadline) >> 12 <= tick }.keys
                let tokens = fired(&wheel, at: now)
                // What was set for a moment that had passed fires with the next tick.
                let late = Set(due).subtracting(tokens)
                #expect(Set(tokens).isSubset(of: due))
                #expect(late.allSatisfy { set[$0].map { now - $0.deadline < 4_096 * 2 } ?? false })
                for token in tokens { set[token] = nil }
            }
        }
        #expect(wheel.count == set.count)
    }
}
