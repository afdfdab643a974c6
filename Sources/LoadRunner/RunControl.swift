import NetworkIO
import Synchronization

/// The handle by which a run is stopped from another thread, such as that of a signal.
package final class RunControl: Sendable {
    private struct State {
        var stops = 0
        var isAborted = false
        var loops: [LoopHandle] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// How often the end was asked for.
    package var stops: Int { state.withLock { $0.stops } }

    /// Asks for the end: the first time in order, sessions being closed as the scenario says; the second time at once.
    package func stop() {
        state.withLock { state in
            state.stops += 1
            for loop in state.loops { loop.post(.stop) }
        }
    }

    /// Whether a threshold asked for the end, and before any user did.
    var isAborted: Bool { state.withLock { $0.isAborted } }

    /// Asks for the end in order where a threshold does not hold; a stop by the user then ends the run at once.
    func abort() {
        state.withLock { state in
            guard state.stops == 0, !state.isAborted else { return }
            state.isAborted = true
            for loop in state.loops { loop.post(.stop) }
        }
    }

    /// Tells all workers when the measured window begins.
    func startMeasuring(at time: Nanoseconds) {
        state.withLock { state in
            for loop in state.loops { loop.post(.begin(at: time)) }
        }
    }

    func attach(_ loops: [LoopHandle]) {
        state.withLock { state in
            state.loops = loops
            for _ in 0..<state.stops { for loop in loops { loop.post(.stop) } }
        }
    }
}
