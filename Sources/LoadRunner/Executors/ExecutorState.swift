import NetworkIO

/// What the executor of one kind of session does on one worker: no clock, no sockets, only what is to be done by when.
struct ExecutorState {
    private enum Pacer {
        case vus(VUPacer)
        case arrivals(ArrivalPacer)
    }

    /// The next thing that the plan says.
    private enum Head {
        case change(VUPacer.Change)
        case arrival(ArrivalPacer.Arrival)
        case end
    }

    private struct VU {
        var isRunning = false
        /// It has a session, or its next one is due.
        var isBusy = false
        var isRetired = false
        var iterations = 0
    }

    private let plan: ExecutorPlan
    private let cut: PlanCut
    /// Of the pacer's times, on the monotonic clock.
    private let start: Nanoseconds
    private let end: Nanoseconds
    private var pacer: Pacer
    private var head: Head?
    private var ready = ReadyQueue()
    /// By place; empty for arrivals.
    private var vus: [VU] = []
    private var running = 0
    /// VUs that have started at least once.
    private var started = 0
    /// VUs for which nothing is left to do, whatever the plan says.
    private var retired = 0
    /// Of the shared iterations, or of what arrivals are made of, none is left.
    private var isExhausted = false
    /// Of arrivals: places that were used before and are free, and places used so far.
    private var freePlaces: [Int] = []
    private var places = 0

    /// - Parameters:
    ///   - plan: of the kind.
    ///   - kind: the kind's index.
    ///   - cut: whose part it is.
    ///   - origin: the start of the run.
    ///   - seed: of the run.
    init(_ plan: ExecutorPlan, kind: Int, cut: PlanCut, origin: Nanoseconds, seed: UInt64) {
        self.plan = plan
        self.cut = cut
        start = origin + plan.start
        end = origin + plan.end
        if let spacing = plan.spacing {
            pacer = .arrivals(ArrivalPacer(plan.curve, spacing, cut: cut, seed: seed, kind: kind))
        } else {
            pacer = .vus(VUPacer(plan.curve, cut: cut))
            vus = Array(repeating: VU(), count: cut.share(of: plan.vus))
        }
        advance()
    }

    /// Places that VUs have from the start.
    var vuPlaces: Int { vus.count }

    /// When there is something to do; nil: not before a session ends, if ever.
    var due: Nanoseconds? {
        ready.isEmpty ? head.map(due) : .min
    }

    /// Whether nothing more will be begun.
    var isDone: Bool {
        guard head != nil else { return ready.isEmpty }
        guard plan.spacing == nil else { return isExhausted }
        guard running == 0 else { return false }
        // VUs with iterations of their own come once; where all have had theirs, only the end is left to wait for.
        if isExhausted || allAreRetired { return true }
        return plan.iterationsPerVU < .max && started == vus.count
    }

    /// What is to be done by now, one thing after the other; nil: nothing more.
    mutating func next(at now: Nanoseconds) -> ExecutorTask? {
        while true {
            if let head, due(head) <= now {
                advance()
                if let task = task(head) { return task }
            } else if let (place, due) = ready.removeFirst() {
                if let task = begin(place, due: due) { return task }
            } else {
                return nil
            }
        }
    }

    /// The session at a place is gone.
    mutating func ended(_ place: Int, at now: Nanoseconds) {
        if let free = plan.free {
            free.giveBack()
            return freePlaces.append(place)
        }
        guard vus[place].isRunning else {
            vus[place].isBusy = false
            return
        }
        ready.append(place, due: now)
    }

    /// The VU at a place begins nothing more: what its sessions are made of has come to its end. Of arrivals, none comes
    /// any more.
    mutating func retire(_ place: Int) {
        guard plan.spacing == nil else {
            isExhausted = true
            // Those that are there end with the executor.
            if head != nil { head = .end }
            return
        }
        guard !vus[place].isRetired else { return }
        vus[place].isRetired = true
        retired += 1
        if vus[place].isRunning { running -= 1 }
        vus[place].isRunning = false
    }

    private var allAreRetired: Bool { retired > 0 && retired == vus.count }

    /// No VU begins another iteration.
    mutating func holdIterations() { ready.removeAll() }

    /// Begins nothing more, whatever the plan says.
    mutating func cancel() {
        head = nil
        holdIterations()
        for place in vus.indices { vus[place].isRunning = false }
        running = 0
    }

    private func due(_ head: Head) -> Nanoseconds {
        switch head {
        case .change(let change): start + change.time
        case .arrival(let arrival): start + arrival.time
        case .end: end
        }
    }

    private mutating func advance() {
        if case .end = head {
            head = nil
            return
        }
        switch pacer {
        case .vus(var vus):
            head = vus.next().map(Head.change) ?? .end
            pacer = .vus(vus)
        case .arrivals(var arrivals):
            head = arrivals.next().map(Head.arrival) ?? .end
            pacer = .arrivals(arrivals)
        }
    }

    private mutating func task(_ head: Head) -> ExecutorTask? {
        switch head {
        case .change(let change) where change.starts: return startVU(cut.own(change.vu), due: start + change.time)
        case .change(let change): return stopVU(cut.own(change.vu), change)
        case .arrival(let arrival): return arrive(arrival)
        case .end: return .over(due: end, dropped: unbegun())
        }
    }

    private mutating func startVU(_ place: Int, due: Nanoseconds) -> ExecutorTask? {
        guard !vus[place].isRetired else { return nil }
        if vus[place].iterations == 0, !vus[place].isBusy { started += 1 }
        vus[place].isRunning = true
        running += 1
        if vus[place].isBusy { return .resume(place: place) }
        vus[place].isBusy = true
        return begin(place, due: due)
    }

    private mutating func stopVU(_ place: Int, _ change: VUPacer.Change) -> ExecutorTask? {
        guard vus[place].isRunning else { return nil }
        vus[place].isRunning = false
        running -= 1
        let due = start + change.time
        let untilEnd = end - due + plan.gracefulStop
        // A curve that comes down to its last moment ramps that VU down as it does the others.
        let isRampDown = change.stage <= plan.curve.segments.count
        let patience = isRampDown ? min(plan.gracefulRampDown, untilEnd) : plan.gracefulStop
        return .stop(place: place, due: due, patience: patience)
    }

    /// The next iteration of a VU, if it has one.
    private mutating func begin(_ place: Int, due: Nanoseconds) -> ExecutorTask? {
        let isLeft = vus[place].isRunning && vus[place].iterations < plan.iterationsPerVU && takeShared()
        guard isLeft else {
            vus[place].isBusy = false
            if vus[place].isRunning { running -= 1 }
            vus[place].isRunning = false
            return nil
        }
        defer { vus[place].iterations += 1 }
        return .begin(
            ExecutorTask.Iteration(
                place: place, number: cut.number(place), round: vus[place].iterations, due: due))
    }

    private mutating func takeShared() -> Bool {
        guard let shared = plan.shared else { return true }
        if !isExhausted { isExhausted = !shared.take() }
        return !isExhausted
    }

    private mutating func arrive(_ arrival: ArrivalPacer.Arrival) -> ExecutorTask {
        guard plan.free?.take() == true else { return .drop }
        let place = freePlaces.popLast() ?? places
        places = max(places, place + 1)
        return .begin(
            ExecutorTask.Iteration(place: place, number: arrival.number, round: 0, due: start + arrival.time))
    }

    /// Iterations of the plan that were not begun, though there was something to begin them with; those that all share are
    /// counted by whoever asks first.
    private func unbegun() -> Int {
        if allAreRetired { return 0 }
        if let shared = plan.shared { return shared.takeAll() }
        guard plan.iterationsPerVU < .max else { return 0 }
        return vus.reduce(0) { $0 + ($1.isRetired ? 0 : plan.iterationsPerVU - $1.iterations) }
    }
}
