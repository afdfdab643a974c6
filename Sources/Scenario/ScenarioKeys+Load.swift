extension ScenarioKeys {
    static let load = KeyTable(
        "load",
        [
            .optional(
                "sessions", .integer(1...mostSessions), default: "needed without an executor",
                "How many sessions are opened.", otherNames: ["users", "connections", "clients", "virtualUsers"]),
            connectRate,
            .optional(
                "duration", .positive, default: "until every session has ended by itself",
                "The measured time, which begins where the warm-up ends; of a constant executor, its time.",
                otherNames: ["time", "length"]),
            .optional(
                "warmUp", .custom(#"a duration, such as "10s", or "target""#),
                default: #"as long as the connects take by plan; "0s" without "duration" or with an executor"#,
                "Time from the first connect whose messages are left out of the figures."),
            .optional(
                "rampDown", .zeroOrMore, default: #""0s""#, "Time over which the closes are spread at the end."),
        ] + executorKeys)

    /// Of `load`, and of each kind of session that has a load of its own; k6's names.
    static let executorKeys: [KeySpec] = [
        .optional(
            "executor", .choice(ExecutorName.allCases.map(\.rawValue)),
            default: #"none: all "sessions" come once and stay"#, "How sessions come and go, as k6 calls it.",
            otherNames: ["type", "mode"]),
        .optional(
            "vus", .integer(1...mostSessions), default: "1", "Virtual users, each with one session at a time."),
        .optional(
            "startVUs", .integer(0...mostSessions), default: "1", "Virtual users at the start of the stages.",
            otherNames: ["startUsers"]),
        .optional(
            "iterations", .integer(1...mostIterations), default: "1",
            "Sessions of each virtual user, or of all together.", otherNames: ["count"]),
        .optional(
            "maxDuration", .positive, default: #""10m""#, "Time after which no iteration begins.",
            otherNames: ["maxTime"]),
        .optional(
            "rate", .number(0.0001...highestRate), default: "needed by constant-arrival-rate",
            "Iterations that begin in each time unit.", otherNames: ["target"]),
        .optional(
            "startRate", .number(0...highestRate), default: "0", "Iterations per time unit at the start of the stages."),
        .optional("timeUnit", .positive, default: #""1s""#, "The time that rates speak of.", otherNames: ["per"]),
        .optional(
            "stages", .custom(#"a list of stages, such as [{"duration": "30s", "target": 100}]"#),
            default: "needed by the ramping executors", "Straight lines to targets, one after another.",
            otherNames: ["ramp"]),
        .optional(
            "arrivals", .custom(#""even", "poisson" or {"burst": 10}"#), default: #""even""#,
            "How the iterations of a rate follow one another.", otherNames: ["spacing", "distribution"]),
        .optional(
            "maxVUs", .integer(1...mostSessions), default: "no such limit",
            "Sessions that may be open at once; an iteration beyond is dropped and counted.",
            otherNames: ["maxSessions", "maximumVUs"]),
        .optional(
            "preAllocatedVUs", .integer(1...mostSessions),
            "k6's; checked and without effect, for nothing is allocated ahead.", otherNames: ["preallocated"]),
        .optional(
            "startTime", .zeroOrMore, default: #""0s""#, "When the executor starts, from the start of the run.",
            otherNames: ["delay", "startAfter"]),
        .optional(
            "gracefulStop", .zeroOrMore, default: #""30s""#,
            "How long sessions may go on once the executor's time is over."),
        .optional(
            "gracefulRampDown", .zeroOrMore, default: #""30s""#,
            "How long a session may go on whose virtual user is no longer wanted."),
    ]

    static let connectRate = KeySpec.optional(
        "connectRate", .number(0.01...10_000_000),
        default: #"all "sessions" or "vus" within a second, at most 1,000 per second"#,
        "Connects per second, evenly spaced.", otherNames: ["rampUp", "arrivalRate"])

    /// An element of the stages of the load with this path.
    static func stage(at path: String) -> KeyTable {
        KeyTable(
            "\(path).stages[]",
            [
                .required("duration", .zeroOrMore, "How long the way to the target takes.", otherNames: ["time"]),
                .required(
                    "target", .number(0...highestRate), "Virtual users, or iterations per time unit, at its end.",
                    otherNames: ["vus", "rate", "to"]),
            ])
    }

    /// The arrivals of the load with this path.
    static func arrivals(at path: String) -> KeyTable {
        KeyTable(
            "\(path).arrivals",
            [
                .required(
                    "burst", .integer(2...1_000_000), "So many iterations at once, at the same mean rate.",
                    otherNames: ["bursts", "size"])
            ])
    }

    private static let mostSessions: UInt64 = 10_000_000
    private static let mostIterations: UInt64 = 1_000_000_000
    private static let highestRate: Double = 10_000_000
}
