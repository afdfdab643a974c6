/// The times of one timer of a script.
package struct TimerTimes: Sendable, Equatable {
    /// As the script names it.
    package var name: String
    /// Of the measured window, and of what was begun in it and ended in the ramp-down.
    package var times: LatencyHistogram

    package init(name: String, times: LatencyHistogram = LatencyHistogram()) {
        self.name = name
        self.times = times
    }
}
