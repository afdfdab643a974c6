extension SessionKind {
    /// The timers and checks of its script.
    var ownMetrics: [KnownMetric] {
        guard let script else { return [] }
        var found: [KnownMetric] = []
        script.forEachStep { step in
            switch step {
            case .timer(let name, _): found.append(KnownMetric(name, .trend))
            case .check(let name, _): found.append(KnownMetric(name, .rate))
            case .expect(let expect):
                if let name = expect.check { found.append(KnownMetric(name, .rate)) }
            case .expectClose(let expectation): found.append(KnownMetric(expectation.check, .rate))
            case .fault(let fault):
                if let name = fault.expectation?.check { found.append(KnownMetric(name, .rate)) }
            default: break
            }
        }
        return found
    }
}

extension SessionScript {
    /// Visits all steps, those inside others and those of the listeners too.
    func forEachStep(_ body: (ScriptStep) -> Void) {
        steps.forEachStep(body)
        for listener in listeners { listener.steps.forEachStep(body) }
    }
}

extension [ScriptStep] {
    fileprivate func forEachStep(_ body: (ScriptStep) -> Void) {
        for step in self {
            body(step)
            switch step {
            case .loop(let loop): loop.steps.forEachStep(body)
            case .timer(_, let steps): steps.forEachStep(body)
            case .branch(_, let then, let otherwise):
                then.forEachStep(body)
                otherwise.forEachStep(body)
            default: break
            }
        }
    }
}
