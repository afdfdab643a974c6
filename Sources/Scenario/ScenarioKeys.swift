/// Every key of every object of a scenario, in the order of the documentation.
///
/// A new key needs a line here, a line in the decoder, and its place in the schema and the documentation, which the
/// tests hold against these tables.
enum ScenarioKeys {
    static let all: [KeyTable] =
        [
            root, target, auth, authBasic, connection, connectTo, proxy, dns, tls, load, stage(at: load.path),
            arrivals(at: load.path), kind("*"),
            feeder, threshold,
            messages, weightedSize, sizeDistribution, sizeUniform, sizeNormal,
            sizeLogNormal, sizeExponential, fragmentation, fragmentationFrames, fragmentationBytes, masking, ping,
            reply,
            close, compression, compressionOffer, limits, comparisonPlan,
        ] + script

    static let root = KeyTable(
        "",
        [
            .optional("$schema", .string, "Where editors find the JSON Schema; not read by Squall."),
            .required("name", .string, "Names the scenario and its result folder.", otherNames: ["title", "id"]),
            .optional("description", .string, "What the scenario is for.", otherNames: ["comment", "notes"]),
            .required(
                "target", .object, "The server under test.", otherNames: ["server", "endpoint", "host"]),
            .optional(
                "headers", .custom("an object of header names, each with a string or a list of strings"),
                "Extra headers of the opening handshake.", otherNames: ["header"]),
            .optional(
                "subprotocols", .custom("a list of strings, such as [\"chat\"]"),
                "Subprotocols that the opening handshake offers.",
                otherNames: ["subprotocol", "protocols", "protocol"]),
            .optional(
                "auth", .object, default: "none", "The header Authorization of the opening handshake.",
                otherNames: ["authorization", "credentials", "authentication"]),
            .optional(
                "cookies", .custom("an object of names, each with a string"), default: "none",
                "Cookies that the opening handshake sends.", otherNames: ["cookie"]),
            .optional(
                "keepCookies", .boolean, default: "false",
                "Cookies that the server sets in its answer are sent when the session comes back.",
                otherNames: ["cookieJar"]),
            .optional("origin", .string, "The header Origin of the opening handshake."),
            .optional(
                "seed", .integer(0...UInt64.max), default: "drawn for each run, and recorded",
                "Seeds every random choice: the same seed gives the same bytes and the same plan."),
            .optional(
                "workers", .integer(workerCounts), default: "chosen from the cores",
                "Worker threads that drive the sessions.", otherNames: ["threads"]),
            .optional(
                "connection", .object, default: "{}", "The sockets below the sessions.",
                otherNames: ["socket", "tcp", "network"]),
            .optional(
                "tls", .object, default: "{}", "How sessions speak TLS with a wss:// server.",
                otherNames: ["ssl", "tlsAuth", "https"]),
            .optional(
                "load", .object, default: "needed, unless all scenarios have loads of their own",
                "How many sessions, how fast they come, and for how long.", otherNames: ["options"]),
            .optional(
                "scenarios", .custom(#"an object of names, each with what sessions of that kind do"#),
                default: "one kind of session, which does what the keys beside say",
                "Several kinds of session, by name.", otherNames: ["scenario", "kinds", "groups"]),
            .optional(
                "feeders", .custom("an object of names, each with a file or an object"), default: "none",
                "Rows of data for the scripts, by name.", otherNames: ["feeder", "data"]),
            .optional(
                "thresholds", .custom("an object of metrics, each with a condition or a list of them"), default: "none",
                "What the figures must be for the run to pass.", otherNames: ["threshold", "assertions"]),
            .optional(
                "env", .custom("an object of names, each with a string"), default: "none",
                #"What "{{env.NAME}}" stands for where the command line does not say."#,
                otherNames: ["environment", "variables"]),
            .optional(
                "messages", .object, default: "no messages: sessions open, stay idle and close",
                "What each session sends.", otherNames: ["message"]),
            .optional(
                "masking", .custom(#""random", "zero", "none" or {"fixed": "0x01020304"}"#), default: #""random""#,
                "How the frames of the client are masked.", otherNames: ["mask"]),
            .optional(
                "compression", .custom("true, false or an object"), default: "none",
                "Offers permessage-deflate, and compresses messages where the server accepts.",
                otherNames: ["deflate", "perMessageDeflate", "permessage-deflate"]),
            .optional(
                "ping", .object, default: "no pings", "Pings of the client.", otherNames: ["pings", "keepAlive"]),
            .optional(
                "reply", .custom(#""echo", "any", "none" or an object"#), default: #""echo""#,
                "What the client expects for each message.", otherNames: ["replies", "response", "expect"]),
            .optional("close", .object, default: "{}", "How sessions end.", otherNames: ["closing"]),
            .optional(
                "script", .custom(steps), "What each session does, step by step.", otherNames: ["flow"]),
            .optional(
                "on", .custom("a list of listeners"), default: "no listeners",
                "What is done with messages that the server sends unasked, beside the script.",
                otherNames: ["listeners", "handlers", "onMessage"]),
            .optional(
                "reconnect", .object, default: "a lost session has ended",
                "How a session comes back that lost its connection."),
            .optional(
                "handshake", .custom("the name of a fault, or {\"byteByByte\": \"5ms\"}"),
                default: "a correct one", "An opening handshake that is wrong, or slow, on purpose."),
            .optional(
                "expectHandshake", .custom("a status, or a range of statuses"), default: "the server accepts",
                "The HTTP status with which the server should refuse."),
            .optional("limits", .object, default: "{}", "How much a server may send at once.", otherNames: ["limit"]),
            .optional(
                "variants", .custom("an object of names, each with an object of changes"), default: "none",
                "Settings that are compared, each by what it changes.", otherNames: ["settings", "variations"]),
            .optional(
                "matrix", .custom("an object of dimensions, each with its settings"), default: "none",
                "Settings that are compared in every combination.", otherNames: ["dimensions", "grid"]),
            .optional(
                "comparison", .object, default: "{}", "How the variants are compared.", otherNames: ["compare"]),
        ])

    static let target = KeyTable(
        "target",
        [
            .optional(
                "url", .string, "The ws:// or wss:// URL that the sessions connect to.",
                otherNames: ["uri", "address", "endpoint"]),
            .optional(
                "embedded", .choice(EmbeddedTarget.allCases.map(\.rawValue)),
                "Starts Squall's own server as a process of its own on a free loopback port: \"echo\" sends each message back, \"broadcast\" to all sessions."
            ),
            .optional(
                "compression", .choice(EmbeddedCompression.Mode.allCases.map(\.rawValue)),
                default: "accepts where a session offers compression",
                "What the embedded server does with offers of permessage-deflate."),
            .optional(
                "compressionParameters", .string, default: #""""#,
                "Parameters of permessage-deflate that the embedded server asks for, as squall serve takes them."),
            .optional(
                "allowUnmasked", .boolean, default: "false",
                "Whether the embedded server takes frames without a mask too, against RFC 6455, section 5.1."),
            .optional(
                "tls", .boolean, default: "false",
                "Whether Squall's own server speaks TLS, with a certificate made on the spot that the sessions trust.",
                otherNames: ["secure", "ssl"]),
        ])

    static let auth = KeyTable(
        "auth",
        [
            .optional("basic", .object, "A user with a password (RFC 7617)."),
            .optional("bearer", .string, "A token (RFC 6750).", otherNames: ["token"]),
        ])

    static let authBasic = KeyTable(
        "auth.basic",
        [
            .required("user", .string, "The user's name.", otherNames: ["username", "name", "login"]),
            .required("password", .string, "The user's password.", otherNames: ["pass", "secret"]),
        ])

    static let connection = KeyTable(
        "connection",
        [
            .optional(
                "timeout", .positive, default: #""10s""#,
                "Time for a connect, from the first lookup to the end of the opening handshake.",
                otherNames: ["connectTimeout"]),
            .optional(
                "connectTo", .custom(#"an address and a port, such as "127.0.0.1:9001", or {"unix": "/path"}"#),
                default: "the URL's host and port",
                "Where the sockets connect to; all that the server is told stays that of the URL.",
                otherNames: ["resolve", "endpoint"]),
            .optional(
                "proxy", .custom(#"a URL, such as "http://127.0.0.1:3128", or an object"#), default: "none",
                "An HTTP proxy that is asked for a tunnel (CONNECT).", otherNames: ["httpProxy"]),
            .optional("dns", .object, default: "{}", "What is done with a name's addresses.", otherNames: ["resolver"]),
            .optional(
                "sourceAddresses", .custom("a list, such as [\"127.0.0.2-127.0.0.20\"]"),
                default: "chosen by the kernel",
                "Local addresses to connect from, used in turn.",
                otherNames: ["sourceAddress", "sources", "localAddresses", "localIPs", "bind"]),
            .optional(
                "noDelay", .boolean, default: "true", "Sends small segments at once (TCP_NODELAY).",
                otherNames: ["tcpNoDelay"]),
            .optional(
                "sendBuffer", .size(1024...maximumSize), default: "tuned by the kernel",
                "The kernel's buffer for sending, per socket (SO_SNDBUF).", otherNames: ["sndbuf"]),
            .optional(
                "receiveBuffer", .size(1024...maximumSize), default: "tuned by the kernel",
                "The kernel's buffer for receiving, per socket (SO_RCVBUF).", otherNames: ["rcvbuf"]),
            .optional(
                "highWaterMark", .size(1...maximumSize), default: #""64KiB""#,
                "Bytes waiting for the kernel past which a session stops producing."),
            .optional(
                "lowWaterMark", .size(0...maximumSize),
                default: #""16KiB", or a quarter of "highWaterMark" if that is less"#,
                "Bytes waiting for the kernel down to which they must fall before a session goes on."),
        ])

    static let connectTo = KeyTable(
        "connection.connectTo",
        [.required("unix", .string, "The path of a Unix-domain socket.", otherNames: ["path", "socket"])])

    static let proxy = KeyTable(
        "connection.proxy",
        [
            .required("url", .string, "The proxy's http:// URL.", otherNames: ["address", "host"]),
            .optional("user", .string, "The user's name at the proxy.", otherNames: ["username"]),
            .optional("password", .string, "The user's password at the proxy.", otherNames: ["pass"]),
        ])

    static let dns = KeyTable(
        "connection.dns",
        [
            .optional(
                "select", .choice(DNSOptions.Selection.allCases.map(\.rawValue)), default: #""first""#,
                "Which of a name's addresses connects go to: the first that answers, or all in turn."),
            .optional(
                "policy", .choice(DNSOptions.Policy.allCases.map(\.rawValue)), default: #""any""#,
                "Of which family the addresses may be."),
            .optional(
                "ttl", .positive, default: "the whole run", "How long an answer of the resolver holds.",
                otherNames: ["cache"]),
        ])

    static let workerCounts: ClosedRange<UInt64> = 1...1024

    /// The most bytes that a scenario asks a session to hold or to send at once.
    static let maximumSize = 1 << 30
}
