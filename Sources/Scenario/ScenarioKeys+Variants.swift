extension ScenarioKeys {
    static let comparisonPlan = KeyTable(
        "comparison",
        [
            .optional(
                "reference", .string, default: "the first", "The variant that the others are held against.",
                otherNames: ["baseline", "base"]),
            .optional(
                "rounds", .integer(1...1000), default: "16; no limit where there is a duration",
                "How often each variant runs.", otherNames: ["repetitions", "runs", "times"]),
            .optional(
                "duration", .positive, default: "no limit", "Time after which no other round begins.",
                otherNames: ["time", "maxDuration"]),
        ])

    /// What a variant cannot change: it is the comparison's.
    static let fixedKeys: Set<String> = ["name", "seed", "variants", "matrix", "comparison"]
}
