extension [LoadStage] {
    /// Of all stages together.
    package var duration: Duration { reduce(.zero) { $0 + $1.duration } }

    /// Iterations that begin in all stages, rounded up; the rate before the first one is per second, too.
    func arrivals(from start: Double) -> Int {
        var rate = start
        var total = 0.0
        for stage in self {
            total += (rate + stage.target) / 2 * (stage.duration / .seconds(1))
            rate = stage.target
        }
        return Int(total.rounded(.up))
    }

    /// When the highest target is there.
    func timeToPeak(from start: Double) -> Duration {
        var time = Duration.zero
        var peak = (height: start, time: Duration.zero)
        for stage in self {
            time += stage.duration
            if stage.target > peak.height { peak = (stage.target, time) }
        }
        return peak.time
    }

    /// By how many per second the steepest stage rises. What comes at once counts as within a second.
    func steepestRise(from start: Double) -> Double {
        var level = start
        var steepest = start
        for stage in self {
            let seconds = stage.duration > .zero ? stage.duration / .seconds(1) : 1
            steepest = Swift.max(steepest, (stage.target - level) / seconds)
            level = stage.target
        }
        return steepest
    }

    /// The same stages, lengthened or shortened alike to a time in all.
    func lasting(_ total: Duration) -> [LoadStage] {
        zip(self, map(\.duration).lasting(total)).map { LoadStage(duration: $1, target: $0.target) }
    }
}

extension [Duration] {
    /// The same durations, lengthened or shortened alike to a sum, to the nanosecond.
    func lasting(_ total: Duration) -> [Duration] {
        let sum = reduce(.zero, +).wholeNanoseconds
        let wanted = total.wholeNanoseconds
        guard sum > 0 else { return self }
        var passed: Int128 = 0
        var end: Int128 = 0
        return map { duration in
            passed += duration.wholeNanoseconds
            // From the ends and not from the lengths, so that what is rounded off does not add up.
            let next = passed * wanted / sum
            defer { end = next }
            return .nanoseconds(Int64(next - end))
        }
    }
}
