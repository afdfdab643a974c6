/// One load test, as its JSON file describes it: checked, with every default filled in.
///
/// The file's keys are the property names below unless a comment says otherwise; `Docs/Scenario.md` lists them all.
package struct LoadScenario: Sendable, Equatable {
    /// Names the result folder: letters, digits, space, `-`, `_` and `.`.
    package var name: String
    package var description: String?
    package var target: ScenarioTarget
    /// Sent with the opening handshake, in this order; a name may repeat.
    package var headers: [ScenarioHeader] = []
    /// Offered with the opening handshake (RFC 6455, section 11.3.4).
    package var subprotocols: [String] = []
    package var origin: String?
    /// Seeds every random choice of the run; nil: the runner draws one and records it.
    package var seed: UInt64?
    /// Worker threads; nil: the runner chooses from the cores.
    package var workers: Int?
    package var connection = ConnectionOptions()
    package var load: LoadPlan
    /// Nil: sessions open, stay idle and close.
    package var messages: MessagePlan?
    package var masking: MaskingMode = .random
    package var ping: PingPlan?
    package var reply = ReplyPlan()
    package var close = ClosePlan()
    package var limits = SizeLimits()

    package init(name: String, target: ScenarioTarget, load: LoadPlan) {
        self.name = name
        self.target = target
        self.load = load
    }
}

/// Where the sessions go.
package enum ScenarioTarget: Sendable, Equatable {
    case url(TargetURL)
    /// `"embedded": "echo"`: `squall serve` as a process of its own on a free loopback port.
    case embeddedEcho
}

/// A `ws://` URL in its parts (RFC 6455, section 3).
package struct TargetURL: Sendable, Equatable {
    /// As it stands in the file.
    package var text: String
    /// Without the brackets of an IPv6 literal.
    package var host: String
    package var port: UInt16
    /// Path and query as they go into the request line; `/` where the URL has none.
    package var resource: String

    package init(text: String, host: String, port: UInt16, resource: String) {
        self.text = text
        self.host = host
        self.port = port
        self.resource = resource
    }
}

/// One header line of the opening handshake.
package struct ScenarioHeader: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) {
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
    /// `TCP_NODELAY`, default true.
    package var noDelay = true
    /// `SO_SNDBUF` and `SO_RCVBUF` in bytes; nil: the kernel's own tuning.
    package var sendBuffer: Int?
    package var receiveBuffer: Int?
    /// Bytes waiting for the kernel past which a session stops producing (default 64 KiB), and down to which they
    /// must fall before it goes on (default 16 KiB).
    package var highWaterMark = 64 * 1024
    package var lowWaterMark = 16 * 1024

    package init() {}
}

/// How many sessions, how fast they come, and for how long: key `load`.
package struct LoadPlan: Sendable, Equatable {
    package var sessions: Int
    /// Connects per second, evenly spaced. Default: all sessions within a second, but at most 1,000 per second.
    package var connectRate: Double
    /// The measured time, which begins where the warm-up ends. Nil only where every session's messages are counted
    /// (`messages.count`) or limited (`messages.duration`), or where `close.after` ends every session; the run then
    /// ends with its last session.
    package var duration: Duration?
    /// From the first connect; left out of the message figures. Default: as long as the connects take by plan.
    package var warmUp: Duration
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
