/// One step of a session's script: an object with one of these keys.
package indirect enum ScriptStep: Sendable, Equatable {
    /// `send`: writes a message, or frames that break the RFC on purpose.
    case send(SendStep)
    /// `expect`: waits for messages that match.
    case expect(ExpectStep)
    /// `ping`: sends a ping and waits for its pong.
    case ping(PingStep)
    /// `pause`: waits.
    case pause(DelayDistribution)
    /// `pace`: waits for the next of a row of due times, which the first arrival begins; what is sent next was due then.
    case pace(Duration)
    /// `loop`: repeats steps.
    case loop(LoopStep)
    /// `if`, with `then` and `else`.
    case branch(Condition, then: [ScriptStep], otherwise: [ScriptStep])
    /// `check`: counts whether a condition holds, and goes on. The key has an object of names, each with a condition;
    /// each is a step of its own here.
    case check(name: String, Condition)
    /// `set`: gives variables values.
    case set([VariableAssignment])
    /// `feed`: takes the next row of a feeder.
    case feed(String)
    /// `timer`: times steps into a histogram of its own.
    case timer(name: String, [ScriptStep])
    /// `messages`: the loop of the short form.
    case messages(MessagePlan, reply: ReplyPlan)
    /// `join`, `leave`: whether the session is among the receivers of a fan-out group.
    case join(String, wrapped: MessageWrapping = .none)
    /// See `join`.
    case leave(String)
    /// `rendezvous`: waits for a time of the run, and passes one session after another from then on.
    case rendezvous(RendezvousStep)
    /// `close`: ends the session.
    case close(CloseStep)
    /// `expectClose`: waits for the server to close.
    case expectClose(CloseExpectation)
    /// `reconnect`: ends the connection if there is one, and opens another; the script goes on with the next step.
    case reconnect(ReconnectPlan)
    /// `fault`: breaks the RFC, or behaves badly within it.
    case fault(FaultStep)
}

/// A script with what runs beside it: keys `script` and `on`.
package struct SessionScript: Sendable, Equatable {
    /// In order.
    package var steps: [ScriptStep]
    /// Key `on`, in order; the first that matches takes a message for which no `expect` waits.
    package var listeners: [MessageListener] = []

    package init(steps: [ScriptStep]) { self.steps = steps }
}

/// An element of `on`: what is done with messages that the server sends unasked.
package struct MessageListener: Sendable, Equatable {
    /// Key `match`.
    package var match: MessageMatch
    /// Key `capture`.
    package var captures: [CaptureRule] = []
    /// Key `steps`: those that do not wait (`send`, `set`, `check`, `if`, `join`, `leave`, `close`).
    package var steps: [ScriptStep] = []

    package init(match: MessageMatch) { self.match = match }
}

/// One variable and what it becomes: an entry of `set`.
package struct VariableAssignment: Sendable, Equatable {
    /// Letters, digits and `_`, a letter first.
    package var name: String
    /// Rendered when the step is reached.
    package var value: TemplateText

    package init(name: String, value: TemplateText) {
        self.name = name
        self.value = value
    }
}

/// `loop`: its end, and what is repeated.
package struct LoopStep: Sendable, Equatable {
    /// Key `count`; nil: no such limit.
    package var count: Int?
    /// Key `duration`: no round begins after it; nil: no such limit.
    package var duration: Duration?
    /// Key `until`: looked at after each round.
    package var until: Condition?
    /// Key `steps`.
    package var steps: [ScriptStep]

    package init(steps: [ScriptStep]) { self.steps = steps }
}

/// `ping`.
package struct PingStep: Sendable, Equatable {
    /// At most 125 bytes; default empty.
    package var payload = TemplateText()
    /// Key `within`: how long the pong may take; default 10 s.
    package var patience: Duration = .seconds(10)

    package init() {}
}

/// `rendezvous`: session number n passes n ÷ rate after the time.
package struct RendezvousStep: Sendable, Equatable {
    /// Key `at`, from the start of the run.
    package var at: Duration
    /// Key `rate`: sessions per second; nil: all at once.
    package var rate: Double?

    package init(at: Duration, rate: Double?) {
        self.at = at
        self.rate = rate
    }
}

/// How long a pause is.
package enum DelayDistribution: Sendable, Equatable {
    /// `"1s"`.
    case fixed(Duration)
    /// `{"uniform": {"min": "1s", "max": "2s"}}`, and likewise below.
    case uniform(minimum: Duration, maximum: Duration)
    /// Clamped to `minimum...maximum` (`min` default 0, `max` default 24 h), as are those below.
    case normal(mean: Duration, deviation: Duration, minimum: Duration, maximum: Duration)
    /// `sigma` is the deviation of the logarithm.
    case logNormal(median: Duration, sigma: Double, minimum: Duration, maximum: Duration)
    /// Mean before clamping.
    case exponential(mean: Duration, minimum: Duration, maximum: Duration)
}
