import NetworkIO

/// The timer wheel of a worker with 10,000 sessions, each with a timer of its own.
let timerBenchmarks = [
    Benchmark("set and cancel a timer, 10,000 set") { operations in
        var wheel = TimerWheel(now: 0)
        fill(&wheel)
        for number in 0..<operations {
            var timer = wheel.schedule(at: 1_000_000 + Nanoseconds(number & 0xFFFF) * 1000, token: 1)
            wheel.cancel(&timer)
        }
        return wheel.count
    },
    Benchmark("fire a timer and set it again, 10,000 set") { operations in
        var wheel = TimerWheel(now: 0)
        fill(&wheel)
        var now: Nanoseconds = 0
        var fired = 0
        while fired < operations {
            now += 100_000
            wheel.advance(to: now)
            while let token = wheel.popExpired() {
                _ = wheel.schedule(at: now + second, token: token)
                fired += 1
            }
        }
        return fired
    },
]

private let second: Nanoseconds = 1_000_000_000

/// Spreads the timers evenly over one second.
private func fill(_ wheel: inout TimerWheel) {
    for number in 0..<10_000 { _ = wheel.schedule(at: Nanoseconds(number) * 100_000 + 1, token: UInt64(number)) }
}
