extension ScenarioKeys {
    static let compression = KeyTable(
        "compression",
        parameters + [
            .optional(
                "offers", .custom("a list of offers, each an object with the four parameters"),
                default: "one offer, of the parameters beside",
                "Several offers, the best first.", otherNames: ["offer"]),
            .optional(
                "level", .integer(0...9), default: "6", "From 0 (stored) to 9 (smallest).",
                otherNames: ["compressionLevel"]),
            .optional(
                "memLevel", .integer(1...9), default: "8", "Memory for the search of matches.",
                otherNames: ["memory", "memoryLevel"]),
            .optional(
                "strategy", .choice(CompressionPlan.Strategy.allCases.map(\.rawValue)), default: #""default""#,
                "What the data are like."),
            .optional(
                "threshold", .size(0...maximumSize), default: "0", "Bytes below which messages go uncompressed.",
                otherNames: ["minimum", "minSize"]),
            .optional(
                "required", .boolean, default: "false",
                "Whether a session fails where the server declines; else that is counted.", otherNames: ["require"]),
        ])

    static let compressionOffer = KeyTable("compression.offers[]", parameters)

    /// Of one offer.
    private static let parameters: [KeySpec] = [
        .optional(
            "clientNoContextTakeover", .boolean, default: "false",
            "The client begins each message with an empty window."),
        .optional(
            "serverNoContextTakeover", .boolean, default: "false",
            "The server is to begin each message with an empty window."),
        .optional(
            "clientMaxWindowBits", .custom("true, false or a whole number from 9 to 15"), default: "true",
            "The client's window, as a base-2 logarithm; true lets the server choose, false does not offer it."),
        .optional(
            "serverMaxWindowBits", .integer(8...15), default: "not offered",
            "The most that the server's window may have, as a base-2 logarithm."),
    ]
}
