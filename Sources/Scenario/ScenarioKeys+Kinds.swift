extension ScenarioKeys {
    /// An entry of `scenarios`.
    static func kind(_ name: String) -> KeyTable {
        KeyTable(
            "scenarios.\(name)",
            [
                .optional(
                    "weight", .number(0.001...1_000_000_000), default: "1",
                    #"The share of the root's "load" that sessions of this kind have, relative to the other weights."#,
                    otherNames: ["share", "ratio", "probability"]),
                .optional(
                    "duration", .positive, default: "needed by the constant executors", "The time of the executor.",
                    otherNames: ["time", "length"]),
                .optional(
                    "tags", .custom("an object of names, each with a string"), default: "none",
                    "What thresholds can select this kind by, beside its name.", otherNames: ["tag", "labels"]),
            ],
            sharing: executorKeys + [connectRate] + kindKeys.compactMap { root[$0] })
    }

    /// The keys of the root that a kind of session may have of its own.
    static let kindKeys = [
        "script", "on", "messages", "reply", "headers", "auth", "cookies", "keepCookies", "subprotocols", "origin",
        "masking", "compression", "ping", "close", "tls", "reconnect", "handshake", "expectHandshake",
    ]

    static let feeder = KeyTable(
        "feeders.*",
        [
            .required(
                "file", .string, "CSV with a header line, or JSON with a list of objects, by its path.",
                otherNames: ["path", "csv", "json"]),
            .optional(
                "order", .choice(["sequential", "random", "unique"]), default: #""sequential""#,
                "Which row is next: in turn for all sessions, drawn, or the session's own.",
                otherNames: ["strategy", "mode"]),
            .optional(
                "atEnd", .choice(["recycle", "stop", "fail"]), default: #""recycle""#,
                "What comes after the last row: the first, the session's end in order, or its failure.",
                otherNames: ["onEnd", "end"]),
        ])

    static let threshold = KeyTable(
        "thresholds.*[]",
        [
            .required(
                "threshold", .string, "The condition, such as p(99)<50ms.", otherNames: ["condition", "expression"]),
            .optional(
                "abortOnFail", .boolean, default: "false", "Ends the run as soon as the condition fails.",
                otherNames: ["abort"]),
            .optional(
                "delayAbortEval", .zeroOrMore, default: #""0s""#,
                "Time from the start of the run before which it is not aborted.", otherNames: ["delay"]),
        ])
}
