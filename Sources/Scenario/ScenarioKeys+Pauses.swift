extension ScenarioKeys {
    static let pause = KeyTable(
        "step.pause",
        [
            .optional("uniform", .object, "Every length between the bounds is equally likely."),
            .optional("normal", .object, "A normal distribution, clamped to the bounds.", otherNames: ["gaussian"]),
            .optional(
                "logNormal", .object, "A log-normal distribution, clamped to the bounds: often short, at times long."),
            .optional("exponential", .object, "An exponential distribution, clamped to the bounds."),
        ])

    static let pauseUniform = KeyTable(
        "step.pause.uniform",
        [
            .required("min", .zeroOrMore, "The shortest pause.", otherNames: shortest),
            .required("max", .zeroOrMore, "The longest pause.", otherNames: longest),
        ])

    static let pauseNormal = KeyTable(
        "step.pause.normal",
        [
            .required("mean", .zeroOrMore, "The mean of the distribution itself.", otherNames: ["average"]),
            .required("deviation", .positive, "Its standard deviation.", otherNames: ["stddev", "standardDeviation"]),
        ] + bounds)

    static let pauseLogNormal = KeyTable(
        "step.pause.logNormal",
        [
            .required("median", .positive, "The median of the distribution itself."),
            .required(
                "sigma", .number(0.01...10), "The standard deviation of its logarithm.",
                otherNames: ["deviation", "stddev"]),
        ] + bounds)

    static let pauseExponential = KeyTable(
        "step.pause.exponential",
        [.required("mean", .positive, "The mean of the distribution itself.", otherNames: ["average"])] + bounds)

    private static let bounds: [KeySpec] = [
        .optional("min", .zeroOrMore, default: #""0s""#, "The shortest pause.", otherNames: shortest),
        .optional("max", .zeroOrMore, default: #""24h""#, "The longest pause.", otherNames: longest),
    ]

    private static let shortest = ["minimum", "from", "low"]
    private static let longest = ["maximum", "to", "high"]
}
