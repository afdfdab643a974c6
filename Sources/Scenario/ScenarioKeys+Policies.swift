extension ScenarioKeys {
    static let masking = KeyTable(
        "masking",
        [
            .required(
                "fixed", .string, "The key of every frame; its first two digits are the first byte on the wire.",
                otherNames: ["key"])
        ])

    static let ping = KeyTable(
        "ping",
        [
            .required(
                "interval", .positive, "Time between two pings of a session, from its opening.",
                otherNames: ["every", "period"]),
            .optional(
                "payload", .string, default: #""""#, "What each ping carries, at most 125 bytes.",
                otherNames: ["text", "data"]),
            .optional("timeout", .positive, default: #""10s""#, "Time for the pong.", otherNames: ["pongTimeout"]),
            .optional(
                "onTimeout", .choice(["count", "close", "abort"]), default: #""count""#,
                "What a missing pong leads to: an error that is counted, a close with code 1001, or a reset."),
        ])

    static let reply = KeyTable(
        "reply",
        [
            .optional(
                "mode", .choice(replyModes), default: #""echo""#,
                "The same message, checked (echo), any message (any), or no reply at all (none)."),
            .optional(
                "timeout", .positive, default: #""30s""#, "Time after which a reply counts as late.",
                otherNames: ["replyTimeout"]),
        ])

    static let replyModes = ["echo", "any", "none"]

    static let close = KeyTable(
        "close",
        [
            .optional(
                "by", .choice(["client", "server", "reset", "fin"]), default: #""client""#,
                "Who ends a session: client or server with a close frame, or the client by RST or FIN without one.",
                otherNames: ["who", "from", "initiator", "method", "mode"]),
            .optional(
                "code", .custom("a close code, or null for a close frame without one"), default: "1000",
                "The code of the close frame.", otherNames: ["status"]),
            .optional(
                "reason", .string, default: #""""#, "The reason in the close frame, at most 123 bytes.",
                otherNames: ["text", "message"]),
            .optional(
                "after", .positive, default: "when its messages are done or the run ends",
                "Time from a session's opening after which it ends."),
            .optional(
                "timeout", .positive, default: #""5s""#,
                "Time for the other side's close frame and end of stream before the connection is cut.",
                otherNames: ["waitTime"]),
        ])

    static let limits = KeyTable(
        "limits",
        [
            .optional(
                "frame", .size(1...maximumLimit), default: #""16MiB", or "message" if that is less"#,
                "Bytes of payload in one frame of the server.", otherNames: ["frameSize", "maxFrame", "maxFrameSize"]),
            .optional(
                "message", .size(1...maximumLimit), default: #""64MiB""#,
                "Bytes of payload in one message of the server.",
                otherNames: ["messageSize", "maxMessage", "maxMessageSize"]),
        ])

    private static let maximumLimit = 1 << 40
}
