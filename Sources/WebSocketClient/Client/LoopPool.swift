import NetworkIO

/// The loops of a client, started when the first session needs one.
final class LoopPool: Sendable {
    private struct State: Sendable {
        var loops: [ClientLoop] = []
        var turn = 0
        var isClosed = false
    }

    private let state = Shared(State())
    private let count: Int

    init(count: Int) { self.count = max(1, count) }

    /// The loop whose turn it is.
    ///
    /// - Throws: `clientClosed`, or what kept the loop from starting.
    func next() throws(WebSocketError) -> ClientLoop {
        try state.withLock { state throws(WebSocketError) in
            guard !state.isClosed else { throw .clientClosed }
            defer { state.turn = (state.turn + 1) % count }
            if state.turn < state.loops.count { return state.loops[state.turn] }
            do throws(SystemError) {
                let loop = try ClientLoop(name: "websocket-\(state.turn)")
                state.loops.append(loop)
                return loop
            } catch {
                throw .connectFailed(code: error.code, problem: "no event loop: \(error)")
            }
        }
    }

    /// Gives out no more loops.
    ///
    /// - Returns: those that are there.
    func close() -> [ClientLoop] {
        state.withLock { state in
            state.isClosed = true
            return state.loops
        }
    }
}
