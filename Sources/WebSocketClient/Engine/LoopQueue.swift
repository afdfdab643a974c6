import NetworkIO

/// What other threads give a client's loop to do. The loop sleeps only while there is nothing, and is woken once.
final class LoopQueue: Sendable {
    private struct State: Sendable {
        var jobs: [LoopJob] = []
        var isAsleep = false
        var isStopping = false
    }

    private let state = Shared(State())
    private let handle: LoopHandle

    init(waking handle: LoopHandle) { self.handle = handle }

    /// Adds a job. From any thread.
    func add(_ job: LoopJob) {
        let wakes = state.withLock { state in
            state.jobs.append(job)
            defer { state.isAsleep = false }
            return state.isAsleep
        }
        if wakes { handle.wake() }
    }

    /// Ends the loop once all jobs are done and all sessions have ended. From any thread.
    func stop() {
        state.withLock { $0.isStopping = true }
        handle.wake()
    }

    /// Announces that the loop is about to sleep.
    ///
    /// - Parameter isStopping: whether the loop knows that it is to end.
    /// - Returns: whether it may.
    func mayIdle(isStopping: Bool) -> Bool {
        state.withLock { state in
            guard state.jobs.isEmpty, state.isStopping == isStopping else { return false }
            state.isAsleep = true
            return true
        }
    }

    /// Moves what has come behind the loop's own jobs.
    ///
    /// - Returns: whether the loop is to end when they are done.
    func collect(into jobs: inout [LoopJob]) -> Bool {
        state.withLock { state in
            state.isAsleep = false
            if !state.jobs.isEmpty {
                jobs += state.jobs
                state.jobs.removeAll(keepingCapacity: true)
            }
            return state.isStopping
        }
    }
}
