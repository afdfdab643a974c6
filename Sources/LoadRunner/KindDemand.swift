import Scenario

/// What one kind of session asks of the machine.
struct KindDemand: Sendable, Equatable {
    /// Sessions that are begun in all, as far as the plan knows.
    var sessions: Int
    /// Sessions that are open together where the server does what it should.
    var openAtLeast: Int
    /// Sessions that are open together at the most, however slow the server is.
    var openAtMost: Int
    /// When its sessions come first and are gone at the latest, from the start of the run.
    var start: Duration
    var end: Duration

    /// Longer than any run.
    private static let never = Duration.seconds(1 << 40)

    /// - Parameters:
    ///   - kind: of session.
    ///   - run: how long the run takes by plan, to the end of its measured window; nil: as long as its sessions.
    ///   - slack: how much longer than by plan a session may stay.
    init(_ kind: SessionKind, run: Duration?, slack: Duration) {
        let load = kind.load
        start = load.startTime
        let most = load.executor.mostSessions
        switch load.executor {
        case .sessions(let count, let rate):
            end = KindDemand.never
            let come = KindDemand.begun(in: run, rate, atMost: count)
            sessions = come
            let life = kind.plannedLife
            openAtMost = KindDemand.begun(in: life.map { $0 + slack }, rate, atMost: come)
            openAtLeast = kind.hasOpenEnd ? 1 : KindDemand.begun(in: life, rate, atMost: come)
        case .arrivals:
            end = (load.end ?? .zero) + load.gracefulStop + slack
            sessions = Int(load.executor.curve.total.rounded(.up))
            openAtMost = min(most, max(1, sessions))
            openAtLeast = 1
        case .constantVUs, .rampingVUs, .perVUIterations, .sharedIterations:
            end = (load.end ?? .zero) + load.gracefulStop + slack
            openAtMost = min(most, Int(load.executor.curve.peak.rounded(.up)))
            // Where VUs have few iterations, the first may be gone before the last come.
            openAtLeast = load.iterations == nil ? openAtMost : 1
            sessions = max(openAtMost, load.iterations ?? 0)
        }
    }

    /// The most that several kinds have open at once: what counts is who is there at the time at which one begins.
    static func together(_ kinds: [KindDemand], _ open: (KindDemand) -> Int) -> Int {
        kinds.map { one in
            kinds.reduce(0) { $1.start <= one.start && one.start < $1.end ? $0 + open($1) : $0 }
        }.max() ?? 0
    }

    /// Sessions that are begun in a time, which are also those that are open together when each lives for that time.
    private static func begun(in time: Duration?, _ rate: Double, atMost all: Int) -> Int {
        // No number of sessions comes near the bound, and every number below it is an Int.
        time.map { min(all, Int(min(1e15, $0 / .seconds(1) * rate)) + 1) } ?? all
    }
}

extension SessionKind {
    /// How long a session lives by plan at the most; nil: until the run ends.
    fileprivate var plannedLife: Duration? {
        var counted: Duration?
        if let messages, let count = messages.count, case .open(let rate) = messages.schedule {
            counted = .seconds(Double(count) / rate)
        }
        return [close.after, messages?.duration, counted].compactMap(\.self).min()
    }

    /// Whether it is the server's replies that end a session.
    fileprivate var hasOpenEnd: Bool {
        if script != nil { return true }
        guard let messages, messages.count != nil, case .closed = messages.schedule else { return false }
        return true
    }
}
