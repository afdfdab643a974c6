import Synchronization

/// The handle by which a row of runs is stopped from another thread.
package final class ComparisonControl: Sendable {
    private struct State {
        var stops = 0
        var current: RunControl?
    }

    private let state = Mutex(State())

    package init() {}

    /// Whether the end was asked for, so that no other run is to begin.
    package var isStopped: Bool { state.withLock { $0.stops > 0 } }

    /// Asks for the end: the run that is under way ends as by ``RunControl/stop()``.
    package func stop() {
        state.withLock { state in
            state.stops += 1
            state.current?.stop()
        }
    }

    /// The handle of the next run, which is stopped already where the end was asked for.
    package func nextRun() -> RunControl {
        state.withLock { state in
            let control = RunControl()
            for _ in 0..<state.stops { control.stop() }
            state.current = control
            return control
        }
    }
}
