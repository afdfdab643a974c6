/// One load test, as its JSON file describes it: checked, with every default filled in.
///
/// The file's keys are the property names below unless a comment says otherwise; `Docs/Scenario.md` lists them all.
package struct LoadScenario: Sendable, Equatable {
    /// Names the result folder: letters, digits, space, `-`, `_` and `.`.
    package var name: String
    /// What the scenario is for; shown to nobody but its reader.
    package var description: String?
    /// Where the sessions go.
    package var target: ScenarioTarget
    /// Of the embedded server.
    package var embeddedCompression = EmbeddedCompression()
    /// Sent with the opening handshake, in this order; a name may repeat.
    package var headers: [ScenarioHeader] = []
    /// Offered with the opening handshake (RFC 6455, section 11.3.4).
    package var subprotocols: [String] = []
    /// Header `Origin` of the opening handshake (RFC 6455, section 10.2); nil: none is sent.
    package var origin: String?
    /// Seeds every random choice of the run; nil: the runner draws one and records it.
    package var seed: UInt64?
    /// Worker threads; nil: the runner chooses from the cores.
    package var workers: Int?
    /// The sockets below the sessions.
    package var connection = ConnectionOptions()
    /// Of a server that speaks TLS.
    package var tls = TLSPlan()
    /// Key `target.tls`: whether the embedded server speaks TLS, default false.
    package var embeddedSpeaksTLS = false
    /// Key `target.allowUnmasked`: whether the embedded server takes frames without a mask, default false.
    package var embeddedPermitsUnmasked = false
    /// How many sessions, how fast and for how long.
    package var load: LoadPlan
    /// Nil: sessions open, stay idle and close.
    package var messages: MessagePlan?
    /// Of all frames; default `random`.
    package var masking: MaskingMode = .random
    /// Key `compression`; nil: none is offered.
    package var compression: CompressionPlan?
    /// Nil: the client sends none.
    package var ping: PingPlan?
    /// What each message is answered with; default an echo within 30 s.
    package var reply = ReplyPlan()
    /// How sessions end; default by the client with code 1000.
    package var close = ClosePlan()
    /// On what the server sends.
    package var limits = SizeLimits()
    /// What the sessions do and when: the entries of `scenarios`, else one kind that is what the keys above say.
    package var kinds: [SessionKind] = []
    /// Key `feeders`, by name.
    package var feeders: [FeederPlan] = []
    /// Key `thresholds`.
    package var thresholds: [ThresholdPlan] = []

    package init(name: String, target: ScenarioTarget, load: LoadPlan) {
        self.name = name
        self.target = target
        self.load = load
    }
}

/// Where the sessions go.
package enum ScenarioTarget: Sendable, Equatable {
    /// `"url": "ws://…"` or `"wss://…"`: a server that runs already.
    case url(TargetURL)
    /// `"embedded"`: `squall serve` as a process of its own on a free loopback port.
    case embedded(EmbeddedTarget)

    /// Whether the run starts its server itself.
    package var isEmbedded: Bool { if case .embedded = self { true } else { false } }
}

extension LoadScenario {
    /// Whether sessions speak TLS.
    package var isSecure: Bool {
        if case .url(let url) = target { url.isSecure } else { embeddedSpeaksTLS }
    }
}

/// A `ws://` or `wss://` URL in its parts (RFC 6455, section 3).
package struct TargetURL: Sendable, Equatable {
    /// As it stands in the file.
    package var text: String
    /// Without the brackets of an IPv6 literal.
    package var host: String
    /// 80 where the URL has none, or 443 with TLS.
    package var port: UInt16
    /// Path and query as they go into the request line; `/` where the URL has none.
    package var resource: String
    /// `wss://`.
    package var isSecure = false

    package init(text: String, host: String, port: UInt16, resource: String, isSecure: Bool = false) {
        self.text = text
        self.host = host
        self.port = port
        self.resource = resource
        self.isSecure = isSecure
    }

    /// Whether the port is what the scheme stands for, so that the header Host leaves it out.
    package var hasUsualPort: Bool { port == (isSecure ? 443 : 80) }
}

/// One header line of the opening handshake.
package struct ScenarioHeader: Sendable, Equatable {
    /// A token (RFC 9110, section 5.6.2); none that the handshake sets itself.
    package var name: String
    /// Without line breaks; may differ from session to session.
    package var value: TemplateText

    package init(name: String, value: TemplateText) {
        self.name = name
        self.value = value
    }
}

/// What concerns the socket below a session: key `connection`.
package struct ConnectionOptions: Sendable, Equatable {
    /// From the first lookup to the end of the opening handshake: key `timeout`, default 10 s.
    package var timeout: Duration = .seconds(10)
    /// Local addresses to connect from, ranges expanded, used in turn; empty: the kernel chooses.
    package var sourceAddresses: [String] = []
    /// Nil: to the URL's host and port.
    package var connectTo: ConnectionTarget?
    /// Nil: none.
    package var proxy: ProxyOptions?
    /// Key `dns`.
    package var dns = DNSOptions()
    /// `TCP_NODELAY`, default true.
    package var noDelay = true
    /// `SO_SNDBUF` in bytes; nil: the kernel's own tuning.
    package var sendBuffer: Int?
    /// `SO_RCVBUF` in bytes; nil: the kernel's own tuning.
    package var receiveBuffer: Int?
    /// Bytes waiting for the kernel past which a session stops producing; default 64 KiB.
    package var highWaterMark = 64 * 1024
    /// Bytes waiting for the kernel down to which they must fall before the session goes on; default 16 KiB.
    package var lowWaterMark = 16 * 1024

    package init() {}
}

/// How many sessions, how fast they come, and for how long: key `load`. What the kinds do with it stands in `kinds`.
package struct LoadPlan: Sendable, Equatable {
    /// What ends the warm-up.
    package enum WarmUpEnd: Sendable, Equatable {
        /// `"10s"`: its time is over.
        case time
        /// `"target"`: all sessions by plan are there, or come at the highest rate; in the short form, when the last
        /// planned connect is open or has failed.
        case target
    }

    /// WebSockets in all, at least 1; unless some end before others come, they are open together. With executors: the
    /// most that can be open together by plan.
    package var sessions: Int
    /// Connects per second, evenly spaced. Default: all sessions within a second, but at most 1,000 per second. With
    /// executors: the highest rate at which sessions come by plan.
    package var connectRate: Double
    /// The measured time, which begins where the warm-up ends; with executors, to the end of the last one. Nil only
    /// where every session ends by itself: its messages are counted (`messages.count`) or limited (`messages.duration`),
    /// its script ends, or `close.after` ends it; the run then ends with its last session.
    package var duration: Duration?
    /// From the first connect; left out of the message figures. Default: as long as the connects take by plan, and 0
    /// with executors. Where it ends at the target: when that is reached by plan.
    package var warmUp: Duration
    /// Key `warmUp`: a duration or `"target"`.
    package var warmUpEnd: WarmUpEnd = .time
    /// Over how long the closes are spread at the end; default 0: all at once.
    package var rampDown: Duration = .zero

    package init(sessions: Int, connectRate: Double, duration: Duration?, warmUp: Duration) {
        self.sessions = sessions
        self.connectRate = connectRate
        self.duration = duration
        self.warmUp = warmUp
    }
}

/// Limits on what a server may send: key `limits`.
package struct SizeLimits: Sendable, Equatable {
    /// Bytes of payload in one frame, default 16 MiB.
    package var frame = 16 * 1024 * 1024
    /// Bytes of payload in one message, default 64 MiB.
    package var message = 64 * 1024 * 1024

    package init() {}
}
