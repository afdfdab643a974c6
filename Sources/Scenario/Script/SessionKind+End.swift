extension SessionKind {
    /// Whether its sessions end without the run's end.
    var endsByItself: Bool {
        if close.after != nil { return true }
        if let script { return script.steps.canEnd }
        return messages?.endsByItself == true
    }
}

extension MessagePlan {
    fileprivate var endsByItself: Bool { count != nil || duration != nil }
}

extension [ScriptStep] {
    /// Whether nothing among them goes on for ever.
    fileprivate var canEnd: Bool {
        allSatisfy { step in
            switch step {
            case .messages(let plan, _): plan.endsByItself
            case .loop(let loop):
                loop.steps.canEnd
                    && (loop.count != nil || loop.duration != nil || loop.until != nil || loop.steps.hasClose)
            case .timer(_, let steps): steps.canEnd
            case .branch(_, let then, let otherwise): then.canEnd && otherwise.canEnd
            default: true
            }
        }
    }

    /// Whether a session may leave them by its end.
    private var hasClose: Bool {
        contains { step in
            switch step {
            case .close, .expectClose: true
            case .expect(let expect): expect.endsOnFailure
            case .loop(let loop): loop.steps.hasClose
            case .timer(_, let steps): steps.hasClose
            case .branch(_, let then, let otherwise): then.hasClose || otherwise.hasClose
            default: false
            }
        }
    }
}
