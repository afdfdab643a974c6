/// One kind of session: an entry of `scenarios`, or the whole scenario where there are none.
package struct SessionKind: Sendable, Equatable {
    /// `default` where the scenario has one kind only.
    package var name: String
    /// Key `tags`, and `scenario` with the kind's name: what thresholds can select by.
    package var tags: [String: String]
    /// When and how many.
    package var load: KindLoad
    /// What a session does: nil where it is the loop of `messages`, or nothing.
    package var script: SessionScript?
    /// The short form; not beside `script`.
    package var messages: MessagePlan?
    /// As of the scenario, unless the kind has its own; likewise below.
    package var reply: ReplyPlan
    /// Sent with the opening handshake.
    package var headers: [ScenarioHeader]
    /// Key `auth`; nil: none.
    package var auth: HandshakeAuth?
    /// Key `cookies`: sent in one header, in this order.
    package var cookies: [ScenarioHeader] = []
    /// Key `keepCookies`: cookies that the server sets in its answer are sent when the session comes back.
    package var keepsCookies = false
    /// Offered with it.
    package var subprotocols: [String]
    /// Nil: none is sent.
    package var origin: String?
    /// Of all frames.
    package var masking: MaskingMode
    /// Nil: none is offered.
    package var compression: CompressionPlan?
    /// Nil: the client sends none.
    package var ping: PingPlan?
    /// How sessions end.
    package var close: ClosePlan
    /// With a server that speaks TLS.
    package var tls: TLSPlan
    /// Key `reconnect`: what a session does that lost its connection; nil: it has ended.
    package var reconnect: ReconnectPlan?
    /// Key `handshake`; nil: a correct one.
    package var handshake: HandshakeFault?
    /// Key `expectHandshake`: the status with which the server should refuse; nil: it should accept.
    package var expectedRefusal: ClosedRange<Int>?

    /// A kind that does what the scenario's own keys say.
    package init(name: String, of scenario: LoadScenario, load: KindLoad) {
        self.name = name
        tags = ["scenario": name]
        self.load = load
        messages = scenario.messages
        reply = scenario.reply
        headers = scenario.headers
        subprotocols = scenario.subprotocols
        origin = scenario.origin
        masking = scenario.masking
        compression = scenario.compression
        ping = scenario.ping
        close = scenario.close
        tls = scenario.tls
    }
}

/// When the sessions of a kind come and go: k6's executors and their keys, or the short form.
package struct KindLoad: Sendable, Equatable {
    /// How sessions come and go.
    package var executor: Executor
    /// Key `startTime`, from the start of the run; default 0.
    package var startTime: Duration = .zero
    /// Key `gracefulStop`: how long sessions may go on with their script once the executor's time is over; default 30 s.
    package var gracefulStop: Duration = .seconds(30)

    package init(executor: Executor) { self.executor = executor }
}

/// Key `executor` with its own keys. A virtual user (VU) runs its script over and over, an opening handshake before
/// and a close after it each time: that is one iteration and one session.
package enum Executor: Sendable, Equatable {
    /// The short form `load`: each session comes once, at the connect rate, and stays to the end of the run.
    case sessions(count: Int, connectRate: Double)
    /// `constant-vus`: `vus`, `duration`; the VUs come at `connectRate`.
    case constantVUs(Int, duration: Duration, connectRate: Double)
    /// `ramping-vus`: `startVUs` (default 1), `stages`, `gracefulRampDown` (default 30 s).
    case rampingVUs(start: Int, stages: [LoadStage], gracefulRampDown: Duration)
    /// `constant-arrival-rate` (one stage with `rate` as start and target) and `ramping-arrival-rate` (`startRate`,
    /// `stages`): iterations that begin per second; `maxVUs` caps the sessions that are open at once.
    case arrivals(startRate: Double, stages: [LoadStage], spacing: ArrivalSpacing, maxVUs: Int?)
    /// `per-vu-iterations`: `vus`, `iterations` for each, `maxDuration` (default 10 min).
    case perVUIterations(vus: Int, iterations: Int, maxDuration: Duration, connectRate: Double)
    /// `shared-iterations`: `vus`, `iterations` among all, `maxDuration` (default 10 min).
    case sharedIterations(vus: Int, iterations: Int, maxDuration: Duration, connectRate: Double)
}

/// An element of `stages`: from what was before to `target` in a straight line.
package struct LoadStage: Sendable, Equatable {
    /// Of the way to the target; 0: a jump.
    package var duration: Duration
    /// VUs, or iterations per second (`target` per `timeUnit`, converted).
    package var target: Double

    package init(duration: Duration, target: Double) {
        self.duration = duration
        self.target = target
    }
}

/// Key `arrivals`: how they follow one another.
package enum ArrivalSpacing: Sendable, Equatable {
    /// `"even"`, the default.
    case even
    /// `"poisson"`: independent of one another, from the seed.
    case poisson
    /// `{"burst": 10}`: so many at once, at the same mean rate.
    case bursts(Int)
}

/// An entry of `feeders`: rows of a CSV or JSON file for the sessions' scripts.
package struct FeederPlan: Sendable, Equatable {
    /// Which row is next.
    package enum Order: Sendable, Equatable {
        /// `"sequential"` (the default): each `feed` of any session takes the next row.
        case sequential
        /// `"random"`: drawn anew each time, from the session's random numbers.
        case random
        /// `"unique"`: the row with the session's number, the same for as long as the session lives.
        case unique
    }

    /// What comes after the last row.
    package enum End: Sendable, Equatable {
        /// `"recycle"` (the default): begins anew.
        case recycle
        /// `"stop"`: the session ends in order.
        case stop
        /// `"fail"`: the session ends, with an error of kind `feeder-empty`.
        case fail
    }

    /// As templates and the step `feed` call it.
    package var name: String
    /// Key `file`, relative to the scenario file: `.csv` with a header line, or `.json` with a list of objects.
    package var file: String
    /// Key `order`.
    package var order: Order = .sequential
    /// Key `atEnd`.
    package var end: End = .recycle

    package init(name: String, file: String) {
        self.name = name
        self.file = file
    }
}
