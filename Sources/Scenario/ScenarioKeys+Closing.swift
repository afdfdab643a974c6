extension ScenarioKeys {
    static let closeStep = KeyTable(
        "step.close",
        [
            .optional(
                "wait", .boolean, default: "true",
                "Whether the other side's close frame is waited for; false ends the connection right behind the own.")
        ], sharing: close.keys.filter { $0.name != "after" })

    static let expectClose = KeyTable(
        "step.expectClose",
        [
            .optional(
                "code", .custom("a close code or a list of close codes"), default: "any",
                "Close codes of which one must come; 1006 is an end without a close frame.",
                otherNames: ["codes", "status"]),
            .optional("within", .positive, default: #""5s""#, "Time in which it must come.", otherNames: timeoutNames),
            .optional(
                "check", .string, default: "what is expected, in words", "The name under which it is counted.",
                otherNames: ["name"]),
        ])

    static let reconnect = KeyTable(
        "reconnect",
        [
            .optional(
                "backoff", .choice(["exponential", "constant"]), default: #""exponential""#,
                "How the delays between tries go on.", otherNames: ["strategy"]),
            .optional(
                "delay", .zeroOrMore, default: #""100ms""#, "Time before the first try.",
                otherNames: ["initialDelay", "minDelay", "initial"]),
            .optional(
                "factor", .number(1...100), default: "2", "How many times as long each exponential delay is.",
                otherNames: ["multiplier"]),
            .optional("maxDelay", .positive, default: #""10s""#, "The longest delay.", otherNames: ["cap"]),
            .optional(
                "jitter", .number(0...1), default: "0.5",
                "Each delay is drawn from 1 - jitter to 1 times its length.", otherNames: ["randomization"]),
            .optional(
                "limit", .integer(1...1_000_000), default: "no such limit",
                "Tries in a row after which the session gives up.", otherNames: ["maxAttempts", "attempts", "retries"]),
        ])

    static let handshake = KeyTable(
        "handshake",
        [
            .required(
                "byteByByte", .positive, "Sends the opening handshake a byte at a time, so far apart.",
                otherNames: ["slow", "interval"])
        ])

    static let handshakeFaults = ["wrong-version", "wrong-key", "missing-key", "missing-upgrade", "never-ends"]

    static let expectHandshake = KeyTable(
        "expectHandshake",
        [
            .required("min", .integer(200...599), "The lowest status.", otherNames: ["from", "minimum"]),
            .required("max", .integer(200...599), "The highest status.", otherNames: ["to", "maximum"]),
        ])
}
