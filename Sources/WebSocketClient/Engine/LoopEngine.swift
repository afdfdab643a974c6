import NetworkIO
import WebSocketTransport

/// All that one thread of a client owns: its sockets, its sessions, and the jobs that wait for their turn.
///
/// Confined to its thread: other threads hold it, as they hold sessions, only to hand it back in a job. That is what
/// `@unchecked Sendable` stands for; `ClientLoop` is the one door, and it asks for the thread first.
final class LoopEngine: @unchecked Sendable {
    /// Jobs that run before the sockets have their turn again.
    private static let jobShare = 512
    /// What tasks may do without giving up the thread, before sockets and other tasks have their turn.
    private static let callShare = 256

    var table: ChannelTable
    let queue: LoopQueue
    /// By the tags of their channels.
    private var sessions: [SessionCore?] = []
    private var freeTags: [UInt32] = []
    private var jobs: [LoopJob] = []
    private var jobCursor = 0
    private var callsLeft = LoopEngine.callShare
    /// The client is closed.
    private(set) var isClosing = false
    /// Numbers the connects, from which their keys come.
    var connectCount = 0
    var hasPlan = false
    var maskKeys = MaskKeySource()

    /// Made on the thread that runs it.
    ///
    /// - Throws: what the event loop needs and did not get.
    init() throws(SystemError) {
        var random = SystemRandomNumberGenerator()
        let table = try ChannelTable(seed: random.next())
        queue = LoopQueue(waking: table.loop.handle)
        self.table = table
    }

    /// Runs until the queue says stop and nothing is left to do. Who holds no loop holds no session, so that those that
    /// are left close, within their time-outs.
    func run() {
        var isStopping = false
        while !isStopping || hasJobs || hasSessions {
            let sleeps = !hasJobs && queue.mayIdle(isStopping: isStopping)
            table.wait(asleep: sleeps)
            // Jobs come behind all events, of which a turn has a few hundred at the most: a channel that the table has
            // given up is then known to be gone by whoever has to do with it.
            while let event = table.next() { handle(event) }
            isStopping = queue.collect(into: &jobs)
            runJobs()
        }
    }

    private var hasJobs: Bool { jobCursor < jobs.count }
    private var hasSessions: Bool { freeTags.count < sessions.count }

    /// Adds a job of the thread's own.
    func add(_ job: LoopJob) { jobs.append(job) }

    private func runJobs() {
        callsLeft = LoopEngine.callShare
        for _ in 0..<LoopEngine.jobShare {
            guard hasJobs else { break }
            let job = jobs[jobCursor]
            jobCursor += 1
            if jobCursor == jobs.count {
                jobs.removeAll(keepingCapacity: true)
                jobCursor = 0
            }
            job.run()
        }
        // Jobs that breed jobs would never let the list run empty.
        if jobCursor > 1024 {
            jobs.removeFirst(jobCursor)
            jobCursor = 0
        }
    }

    /// Whether a task may use its session at once. When not, it queues behind the sockets and the other tasks, so that
    /// one that never has to wait keeps nobody from work.
    func takesCall() -> Bool {
        callsLeft -= 1
        return callsLeft > 0
    }

    private func handle(_ event: ChannelEvent) {
        switch event {
        case .bytes(let tag, let range): session(tag)?.received(range)
        case .drained(let tag): session(tag)?.drained()
        case .opened(let tag, let timing, let subprotocol): session(tag)?.opened(timing, subprotocol: subprotocol)
        case .connectFailed(let tag, let failure, let timing): session(tag)?.connectFailed(failure, timing)
        case .closed(let tag, let end): session(tag)?.ended(end)
        case .timer(let token): session(UInt32(truncatingIfNeeded: token))?.timerFired(token)
        case .accepted, .acceptFailed, .handshakeRefused, .securingFailed, .message, .ping, .pong, .violated,
            .closeReceived, .mail:
            break
        }
    }

    // MARK: - Sessions

    private func session(_ tag: UInt32) -> SessionCore? { sessions[Int(tag)] }

    /// Takes a session in, under a tag of its own.
    func add(_ session: SessionCore) -> UInt32 {
        if let tag = freeTags.popLast() {
            sessions[Int(tag)] = session
            return tag
        }
        sessions.append(session)
        return UInt32(sessions.count - 1)
    }

    /// Lets a session go whose channel is gone, and whose timers are.
    func remove(_ tag: UInt32) {
        sessions[Int(tag)] = nil
        freeTags.append(tag)
    }

    /// Closes all sessions, for their client, and refuses those whose connect is still on its way here.
    ///
    /// - Returns: those that now close.
    func closeSessions() -> [SessionCore] {
        isClosing = true
        let live = sessions.compactMap(\.self)
        for session in live { session.clientCloses() }
        return live
    }
}
