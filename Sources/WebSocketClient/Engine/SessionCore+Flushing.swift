/// A task that waits until what was written before is with the kernel.
struct PendingFlush {
    /// What `written` was.
    let position: Int
    let waiter: Waiter<Result<Void, WebSocketError>>
}

extension SessionCore {
    func flush(_ waiter: Waiter<Result<Void, WebSocketError>>) {
        guard waiter.isPending else { return }
        flushers.append(PendingFlush(position: written, waiter: waiter))
        resumeFlushers()
    }

    /// Resumes those for whom only what was written behind them still waits: senders may never let the rest run empty.
    func resumeFlushers() {
        guard !flushers.isEmpty else { return }
        guard let channel else {
            let waiting = flushers
            flushers = []
            for flush in waiting { flush.waiter.resume(.failure(endError)) }
            return
        }
        engine.table.flush()
        // What was to be sent is lost; the end of the session comes and says so.
        guard !engine.table.isBroken(channel) else { return }
        let waiting = engine.table.waitingBytes(of: channel)
        let done = flushers.prefix { waiting <= written - $0.position }
        flushers.removeFirst(done.count)
        for flush in done { flush.waiter.resume(.success(())) }
    }
}
