import Glibc
import NetworkIO

/// What a window of time has cost.
struct EchoFigures: Sendable {
    let perSecond: Double
    let cpuMicroseconds: Double

    /// A moment, and what was done and used up to it.
    struct Mark: Sendable {
        let time = MonotonicClock.now()
        let cpu: Double
        let roundTrips: Int

        init(roundTrips: Int) {
            var usage = rusage()
            unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
            cpu =
                Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6
                + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
            self.roundTrips = roundTrips
        }
    }

    init(from start: Mark, to end: Mark) {
        let count = Double(end.roundTrips - start.roundTrips)
        perSecond = count / Double(end.time - start.time) * 1e9
        cpuMicroseconds = (end.cpu - start.cpu) / count
    }
}
