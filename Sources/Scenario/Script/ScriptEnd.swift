/// Why a script goes no further than a step, whatever happens.
enum ScriptEnd {
    case closed
    case endlessLoop
    case endlessMessages

    var message: String {
        switch self {
        case .closed: "the session is closed before it"
        case .endlessLoop: "the loop before it has no end"
        case .endlessMessages: "the messages before it have no end"
        }
    }

    var help: String {
        switch self {
        case .closed: "leave it out, or put the close into an \"if\""
        case .endlessLoop: "give the loop a \"count\", a \"duration\" or an \"until\""
        case .endlessMessages: "give them a \"count\" or a \"duration\""
        }
    }
}

extension ScriptStep {
    /// Why no step after this one ever runs; nil: one may.
    var end: ScriptEnd? {
        switch self {
        case .close: .closed
        case .loop(let loop): loop.steps.end ?? (loop.isEndless ? .endlessLoop : nil)
        case .branch(_, let then, let otherwise): otherwise.end == nil ? nil : then.end
        case .timer(_, let steps): steps.end
        case .messages(let plan, _): plan.count == nil && plan.duration == nil ? .endlessMessages : nil
        case .send, .expect, .ping, .pause, .pace, .check, .set, .feed, .join, .leave, .rendezvous, .expectClose,
            .reconnect, .fault:
            nil
        }
    }

    /// Whether the step takes time, so that a loop around it does not spin.
    var takesTime: Bool {
        switch self {
        case .expect, .ping, .pause, .pace, .messages, .rendezvous, .close, .expectClose, .reconnect: true
        case .send, .check, .set, .feed, .join, .leave: false
        case .loop(let loop): loop.steps.contains(where: \.takesTime)
        case .branch(_, let then, let otherwise): (then + otherwise).contains(where: \.takesTime)
        case .timer(_, let steps): steps.contains(where: \.takesTime)
        case .fault(let step): step.expectation != nil || step.fault.takesTime
        }
    }
}

extension [ScriptStep] {
    var end: ScriptEnd? { lazy.compactMap(\.end).first }
}

extension LoopStep {
    var isEndless: Bool { count == nil && duration == nil && until == nil }
}

extension Fault {
    fileprivate var takesTime: Bool {
        switch self {
        case .slowReader, .slowWriter, .silence: true
        default: false
        }
    }
}
