import Synchronization

/// What another thread may tell a loop.
package enum LoopMessage: Sendable {
    /// Come to an end in order; a second one: at once.
    case stop
    /// A lookup that was asked for has an answer.
    case resolved(tag: UInt32, Result<[SocketAddress], ResolveError>)
    /// The moment at which something is to begin in all loops, on the monotonic clock.
    case begin(at: Nanoseconds)
}

/// What a loop hands out next.
package enum LoopEvent: Sendable {
    case stream(StreamEvent)
    case timer(token: UInt64)
    /// Rare, and kept out of the way so that the others stay small.
    indirect case message(LoopMessage)
}

/// The end of a loop that other threads hold.
package final class LoopHandle: Sendable {
    private let waker: Waker
    private let inbox = Mutex<[LoopMessage]>([])
    /// Spares the loop the lock while nothing has come.
    private let hasMail = Atomic<Bool>(false)

    init(waker: Waker) { self.waker = waker }

    /// Puts a message into the loop's inbox and wakes it. From any thread.
    package func post(_ message: LoopMessage) {
        inbox.withLock { $0.append(message) }
        hasMail.store(true, ordering: .releasing)
        waker.wake()
    }

    /// Ends the loop's current or next wait, with nothing to tell it. From any thread.
    package func wake() { waker.wake() }

    fileprivate func takeAll() -> [LoopMessage] {
        guard hasMail.load(ordering: .acquiring) else { return [] }
        return inbox.withLock { messages in
            hasMail.store(false, ordering: .releasing)
            defer { messages.removeAll() }
            return messages
        }
    }
}

/// One thread's loop over its streams, its timers and what other threads tell it.
///
/// Pulled, not called back: `wait()` once, then `next()` until nil, for as long as there is something to do. Timers come
/// first and again between any two stream events, so that a due send does not wait behind a long batch of reads.
package struct EventLoop: ~Copyable {
    /// The seam for another engine: all that stands above uses only what `StreamEngine` asks for.
    package var streams: EpollEngine
    /// Timers whose tokens come back as `LoopEvent.timer`.
    package var timers: TimerWheel
    /// For other threads.
    package let handle: LoopHandle
    /// The latest time that the loop read; at most one stream event old.
    package private(set) var now: Nanoseconds
    /// When the latest `wait` ended.
    package private(set) var wokenAt: Nanoseconds
    private var mail: [LoopMessage] = []
    /// Timers that may still fire before the streams get their turn.
    private var timersLeft = EventLoop.timerShare

    /// Timers that fire at the most before the first stream event of a turn, and between two of them. Without a bound,
    /// timers that set timers which are due at once would keep the streams waiting for ever.
    private static let timerShare = 64
    private static let timerShareBetween = 4

    /// Made on the thread that runs it: the thread's timer slack is set to 1 ns.
    ///
    /// - Throws: what the kernel refused, as a rule for want of open files.
    package init() throws(SystemError) {
        streams = try EpollEngine()
        handle = LoopHandle(waker: streams.waker)
        now = MonotonicClock.now()
        wokenAt = now
        timers = TimerWheel(now: now)
        SystemCalls.sharpenTimers()
        // OpenSSL writes to sockets without MSG_NOSIGNAL.
        SystemCalls.blockBrokenPipeSignal()
    }

    /// Sleeps until a stream, a timer or a message has something to say.
    ///
    /// - Parameter asleep: false only looks whether they have, for an owner who has more to do.
    package mutating func wait(asleep: Bool = true) {
        streams.wait(until: asleep ? timers.nextDeadline() : 0)
        now = MonotonicClock.now()
        wokenAt = now
        timersLeft = EventLoop.timerShare
        mail = handle.takeAll().reversed()
    }

    /// The next event, or nil when it is time to `wait` again.
    package mutating func next() -> LoopEvent? {
        if let message = mail.popLast() { return .message(message) }
        timers.advance(to: now)
        if timersLeft > 0, let token = timers.popExpired() {
            timersLeft -= 1
            return .timer(token: token)
        }
        guard let event = streams.next() else { return nil }
        timersLeft = max(timersLeft, EventLoop.timerShareBetween)
        if case .received(_, _, let at) = event { now = at }
        return .stream(event)
    }

    /// Reads the clock anew, after work that took its time.
    package mutating func refreshNow() { now = MonotonicClock.now() }
}
