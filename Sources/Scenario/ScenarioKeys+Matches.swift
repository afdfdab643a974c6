extension ScenarioKeys {
    /// Keys of `expect`, of the elements of its `all`, and of a listener's `match`.
    static let match = KeyTable(
        "match",
        [
            .optional(
                "type", .choice(["text", "binary"]), default: "either", "The type of the message.",
                otherNames: ["kind"]),
            .optional("equals", .string, "The whole message, with templates.", otherNames: ["is", "text", "message"]),
            .optional("contains", .string, "A part of it, with templates.", otherNames: ["includes"]),
            .optional(
                "matches", .string, "A regular expression (PCRE2), found anywhere in it.",
                otherNames: ["regex", "regexp", "pattern"]),
            .optional(
                "json", .custom("an object with a path, or a list of such"), "Values in its JSON.",
                otherNames: ["jsonPath"]),
            .optional("size", .custom("a size, or a range of sizes"), "Its length in bytes.", otherNames: ["length"]),
        ])

    static let matchJSON = KeyTable(
        "match.json",
        [
            .required(
                "path", .string, "Where the value stands, such as $.user.name.", otherNames: ["jsonPath", "query"])
        ],
        sharing: comparison.keys)

    static let matchSize = KeyTable(
        "match.size",
        [
            .optional(
                "min", .size(0...maximumSize), default: "0", "The fewest bytes.", otherNames: ["minimum", "from"]),
            .optional(
                "max", .size(0...maximumSize), default: "no such limit", "The most bytes.",
                otherNames: ["maximum", "to"]),
        ])

    /// Keys of conditions and of `match.json`.
    static let comparison = KeyTable(
        "comparison",
        [
            .optional(
                "exists", .boolean, default: "true where no other comparison is given", "Whether there is a value."),
            .optional("equals", .custom(scalar), "Is the same.", otherNames: ["is", "eq"]),
            .optional("notEquals", .custom(scalar), "Is not the same.", otherNames: ["isNot", "ne"]),
            .optional("lessThan", number, "Is a number below this.", otherNames: ["lt", "below"]),
            .optional("atMost", number, "Is a number not above this.", otherNames: ["lte", "le", "max"]),
            .optional("greaterThan", number, "Is a number above this.", otherNames: ["gt", "above"]),
            .optional("atLeast", number, "Is a number not below this.", otherNames: ["gte", "ge", "min"]),
            .optional("contains", .string, "Holds this text, with templates.", otherNames: ["includes"]),
            .optional(
                "matches", .string, "Holds what this regular expression (PCRE2) finds.",
                otherNames: ["regex", "regexp", "pattern"]),
        ])

    static let condition = KeyTable(
        "condition",
        [
            .optional(
                "value", .string, "The text that is compared, with templates.", otherNames: ["variable", "text"]),
            .optional("probability", .number(0...1), "Holds so often, by chance.", otherNames: ["chance", "random"]),
            .optional("all", .custom(conditions), "Holds where all of these do.", otherNames: ["and"]),
            .optional("any", .custom(conditions), "Holds where one of these does.", otherNames: ["or"]),
            .optional("not", .custom("a condition"), "Holds where this does not."),
        ], sharing: comparison.keys)

    static let capture = KeyTable(
        "capture",
        [
            .optional(
                "json", .string, "The value at this path: a string's content, or the value's JSON text.",
                otherNames: ["path", "jsonPath"]),
            .optional(
                "regex", .string, "What this regular expression (PCRE2) finds.",
                otherNames: ["matches", "regexp", "pattern"]),
            .optional(
                "group", .integer(0...99), default: "1 where the expression has one, else 0",
                "Which group of \"regex\"; 0 is all that it finds."),
        ])

    static let expect = KeyTable(
        "step.expect",
        [
            .optional(
                "all", .custom("a list of messages"),
                "Several messages, each to come once, in any order.", otherNames: ["messages", "anyOrder"]),
            .optional(
                "capture", .custom(captures), default: "nothing", "What is kept of it, by the variable's name.",
                otherNames: ["save", "extract"]),
            .optional(
                "within", .positive, default: #""10s""#, "Time in which they must come.", otherNames: timeoutNames),
            .optional(
                "check", .string, default: #"a failure is an error of kind "expect-timeout""#,
                "The name under which success and failure are counted.", otherNames: ["name"]),
            .optional(
                "onFail", .choice(["continue", "close"]), default: #""continue""#,
                "What a failure leads to: the script goes on, or the session closes.",
                otherNames: ["onFailure", "onTimeout"]),
            .optional(
                "rtt", .boolean, default: "true", "Whether the time from the latest send counts as a round trip.",
                otherNames: ["isReply"]),
        ], sharing: match.keys)

    /// What a message that is expected can say of itself.
    static let expectedMessage = KeyTable(
        "step.expect.all[]", expect.keys.filter { $0.name == "capture" }, sharing: match.keys)

    static let listenerMatch = KeyTable("on[].match", [], sharing: match.keys)

    private static let number: ValueKind = .custom("a number")
    private static let scalar = "a string, a number, a boolean or null"
    private static let conditions = "a list of conditions"
}
