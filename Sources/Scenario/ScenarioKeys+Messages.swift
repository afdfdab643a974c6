extension ScenarioKeys {
    static let messages = KeyTable(
        "messages",
        [
            .optional(
                "count", .integer(1...1_000_000_000_000), default: "no such limit",
                "Messages per session, after which it closes.", otherNames: ["number", "iterations", "requests"]),
            .optional(
                "duration", .positive, default: "until the run ends",
                "Time from a session's opening after which it sends no more and closes."),
            .optional(
                "rate", .number(0.0001...1_000_000), default: #"no schedule: see "inFlight""#,
                "Messages per second and session, on an open schedule that does not wait for replies.",
                otherNames: ["messageRate", "rps", "perSecond"]),
            .optional(
                "inFlight", .integer(1...65_536), default: "1",
                "Messages of a session on their way at once, in a closed loop: the next goes when a reply has come.",
                otherNames: ["concurrency", "pipeline", "window"]),
            .optional(
                "type", .choice(["text", "binary"]), default: #""binary"; "text" where the key "text" is given"#,
                "The type of the messages.", otherNames: ["kind", "opcode"]),
            .optional(
                "size", .custom("a size, a list of weighted sizes, or a distribution"), default: "64",
                "Bytes of payload of each message, generated from the seed.",
                otherNames: ["bytes", "length", "payloadSize"]),
            .optional(
                "text", .string, "A literal payload, the same for each message.",
                otherNames: ["payload", "body", "data", "content"]),
            .optional(
                "file", .string, "A payload from a file, by its path relative to the scenario file.",
                otherNames: ["path"]),
            .optional(
                "fragmentation", .object, default: "each message in one frame", "How messages are cut into frames.",
                otherNames: ["fragments", "fragment"]),
        ])

    static let weightedSize = KeyTable(
        "messages.size[]",
        [
            .required("bytes", payload, "Bytes of payload.", otherNames: ["size"]),
            .required(
                "weight", .number(0.001...1_000_000_000), "How often this size comes, relative to the other weights."),
        ])

    static let sizeDistribution = KeyTable(
        "messages.size",
        [
            .optional("uniform", .object, "Every size between the bounds is equally likely."),
            .optional("normal", .object, "A normal distribution, clamped to the bounds.", otherNames: ["gaussian"]),
            .optional(
                "logNormal", .object, "A log-normal distribution, clamped to the bounds: many small, few large."),
            .optional("exponential", .object, "An exponential distribution, clamped to the bounds."),
        ])

    static let sizeUniform = KeyTable("messages.size.uniform", bounds)

    static let sizeNormal = KeyTable(
        "messages.size.normal",
        [
            .required("mean", .size(0...maximumSize), "The mean of the distribution itself.", otherNames: ["average"]),
            .required(
                "deviation", .size(1...maximumSize), "Its standard deviation.",
                otherNames: ["stddev", "standardDeviation", "sigma"]),
        ] + bounds)

    static let sizeLogNormal = KeyTable(
        "messages.size.logNormal",
        [
            .required("median", .size(1...maximumSize), "The median of the distribution itself."),
            .required(
                "sigma", .number(0.01...10), "The standard deviation of its logarithm.",
                otherNames: ["deviation", "stddev"]),
        ] + bounds)

    static let sizeExponential = KeyTable(
        "messages.size.exponential",
        [.required("mean", .size(1...maximumSize), "The mean of the distribution itself.", otherNames: ["average"])]
            + bounds)

    static let fragmentation = KeyTable(
        "messages.fragmentation",
        [
            .optional(
                "frames", .custom("a whole number, such as 4, or a range, such as {\"min\": 2, \"max\": 5}"),
                "Frames per message; the payload is cut evenly.", otherNames: ["fragments", "count"]),
            .optional(
                "bytes", .custom("a size, or a range of sizes"), "Bytes of payload of each frame but the last.",
                otherNames: ["size", "frameSize"]),
            .optional(
                "pings", .boolean, default: "false", "Sends a ping between every two fragments.", otherNames: ["ping"]),
        ])

    static let fragmentationFrames = KeyTable(
        "messages.fragmentation.frames",
        [
            .required("min", .integer(1...65_536), "The fewest frames.", otherNames: minimumNames),
            .required("max", .integer(1...65_536), "The most frames.", otherNames: maximumNames),
        ])

    static let fragmentationBytes = KeyTable(
        "messages.fragmentation.bytes",
        [
            .required("min", .size(1...maximumSize), "The fewest bytes.", otherNames: minimumNames),
            .required("max", .size(1...maximumSize), "The most bytes.", otherNames: maximumNames),
        ])

    static let payload: ValueKind = .size(0...maximumSize)

    private static let bounds: [KeySpec] = [
        .required("min", payload, "The smallest size.", otherNames: minimumNames),
        .required("max", payload, "The largest size.", otherNames: maximumNames),
    ]

    private static let minimumNames = ["minimum", "from", "low"]
    private static let maximumNames = ["maximum", "to", "high"]
}
