import Glibc

/// Nanoseconds on the kernel's monotonic clock. An `Int64` and not a `ContinuousClock.Instant`, because it goes into
/// histograms, timers and slabs by the million.
package typealias Nanoseconds = Int64

/// The clocks of the kernel, all but one of which never jump.
package enum MonotonicClock {
    /// The time now, about 25 ns through the vDSO.
    @inline(__always)
    package static func now() -> Nanoseconds { read(CLOCK_MONOTONIC) }

    /// Nanoseconds since 1970, which jump when the clock is set.
    package static func wallTime() -> Nanoseconds { read(CLOCK_REALTIME) }

    /// CPU time of the calling thread, user and system.
    package static func threadCPU() -> Nanoseconds { read(CLOCK_THREAD_CPUTIME_ID) }

    /// CPU time of the whole process, user and system.
    package static func processCPU() -> Nanoseconds { read(CLOCK_PROCESS_CPUTIME_ID) }

    private static func read(_ clock: clockid_t) -> Nanoseconds {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Nanoseconds(time.tv_sec) &* 1_000_000_000 &+ Nanoseconds(time.tv_nsec)
    }
}

extension Duration {
    /// The duration in whole nanoseconds; what does not fit an `Int64` (292 years) is cut to it.
    package var nanoseconds: Nanoseconds {
        let (seconds, attoseconds) = components
        let (scaled, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? (seconds < 0 ? .min : .max) : scaled &+ attoseconds / 1_000_000_000
    }
}
