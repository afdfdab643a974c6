extension ScenarioKeys {
    /// What only scripts have. Keys of the same name stand in other tables as well, with another meaning.
    static let script: [KeyTable] = [
        step, send, match, matchJSON, matchSize, comparison, condition, capture, expect, pingStep, pause, pauseUniform,
        pauseNormal, pauseLogNormal, pauseExponential, loop, rendezvous, closeStep, expectClose, listener, reconnect,
        handshake, expectHandshake,
    ]

    /// The tables among which a key may have been misplaced.
    static func relatives(of table: KeyTable) -> [KeyTable] {
        let paths = script.map(\.path)
        return all.filter { paths.contains($0.path) == (paths.contains(table.path) || table.path.hasPrefix("step.")) }
    }

    static let step = KeyTable(
        "step",
        [
            .optional(
                "send", .custom("a string or an object"), "Sends a message.",
                otherNames: ["write", "publish", "emit", "request"]),
            .optional(
                "expect", .custom("a string or an object"),
                "Waits for messages; beside \"fault\", what the server should do.",
                otherNames: ["receive", "waitFor", "await", "recv"]),
            .optional("ping", .object, "Sends a ping and waits for its pong."),
            .optional(
                "pause", .custom("a duration, such as \"1s\", or a distribution"), "Waits.",
                otherNames: ["sleep", "wait", "delay", "think", "thinkTime"]),
            .optional(
                "pace", .positive, "Waits for the next of a row of due times, so far apart.",
                otherNames: ["pacing", "every"]),
            .optional("loop", .object, "Repeats steps.", otherNames: ["repeat", "for", "while", "foreach"]),
            .optional("if", .custom("a condition"), "Goes one way or the other.", otherNames: ["when", "doIf"]),
            .optional("then", .custom(steps), "What is done where the condition of \"if\" holds."),
            .optional(
                "else", .custom(steps), default: "nothing", "What is done where it does not.",
                otherNames: ["otherwise"]),
            .optional(
                "check", .custom("an object of names, each with a condition"),
                "Counts whether conditions hold, and goes on.", otherNames: ["checks", "assert"]),
            .optional(
                "set", .custom("an object of variables, each with a string, a number or a boolean"),
                "Gives variables values.", otherNames: ["let", "assign", "variables", "vars"]),
            .optional("feed", .string, "Takes the next row of a feeder."),
            .optional(
                "timer", .string, "Times steps into a histogram of this name.",
                otherNames: ["group", "transaction", "measure"]),
            .optional("steps", .custom(steps), "What \"timer\" times."),
            .optional(
                "messages", .object, "Sends messages as the key \"messages\" does, and goes on when they are done."),
            .optional(
                "reply", .custom(#""echo", "any", "none" or an object"#), default: "that of the session",
                "What \"messages\" expects for each message.", otherNames: ["response"]),
            .optional("join", .string, "Makes the session a receiver of a fan-out group.", otherNames: ["subscribe"]),
            .optional(
                "wrapped", .custom(wrapping), default: "false",
                "Beside \"join\": whether the server puts messages into others, and where.",
                otherNames: ["wrap", "envelope"]),
            .optional("leave", .string, "Takes the session out of a fan-out group.", otherNames: ["unsubscribe"]),
            .optional(
                "rendezvous", .custom("a duration, such as \"30s\", or an object"),
                "Waits for a time of the run, and lets the sessions pass at a rate.", otherNames: ["barrier", "sync"]),
            .optional("close", .custom("an object or a close code"), "Ends the session.", otherNames: ["disconnect"]),
            .optional(
                "expectClose", .custom("an object, a close code or a list of close codes"),
                "Waits for the server to close.", otherNames: ["waitForClose", "receiveClose"]),
            .optional(
                "reconnect", .object, "Ends the connection if there is one, and opens another.",
                otherNames: ["connect", "reopen"]),
            .optional("fault", .choice(FaultKind.allCases.map(\.rawValue)), "Misbehaves on purpose."),
        ] + faultKeys)

    /// Keys that stand beside `fault`.
    static let faultKeys: [KeySpec] = [
        .optional("opcode", .integer(0...15), "The opcode of \"reserved-opcode\": 3 to 7 or 11 to 15; default 3."),
        .optional("rsv", .integer(1...7), "The bits of \"reserved-bit\", RSV1 as 4, RSV2 as 2, RSV3 as 1; default 4."),
        .optional("size", .size(1...maximumSize), "How many bytes the fault is about."),
        .optional("position", .size(0...maximumSize), "Which byte of \"invalid-utf8\" is wrong, from 0; default 8."),
        .optional("code", .integer(0...65_535), "The code of \"invalid-close-code\"; default 1005."),
        .optional("bytes", .custom(hexadecimal), "What \"raw\" sends.", otherNames: ["hex"]),
        .optional("duration", .positive, "How long \"slow-reader\" and \"silence\" last; default 5s."),
        .optional("chunk", .size(1...maximumSize), "Bytes that \"slow-writer\" sends at once; default 1."),
        .optional("interval", .positive, "Time between the pieces of \"slow-writer\"; default 10ms."),
    ]

    static let send = KeyTable(
        "step.send",
        [
            .optional("text", .string, "A text, with templates.", otherNames: ["payload", "body", "message"]),
            .optional(
                "json", .custom("a JSON value"), "A JSON value, sent as compact text; its strings are templates."),
            .optional("bytes", .custom(hexadecimal), "Bytes as they are.", otherNames: ["hex", "binary"]),
            .optional(
                "file", .string, "The content of a file, by its path relative to the scenario file.",
                otherNames: ["path"]),
            .optional(
                "size", .custom("a size, a list of weighted sizes, or a distribution"),
                "Bytes generated from the seed.", otherNames: ["length", "payloadSize"]),
            .optional(
                "type", .choice(["text", "binary"]), default: #""text"; "binary" with "bytes", "file" and "size""#,
                "The type of the message.", otherNames: ["kind"]),
            .optional(
                "fragmentation", .object, default: "one frame", "How the message is cut into frames.",
                otherNames: ["fragments", "fragment"]),
            .optional(
                "masking", .custom(#""random", "zero", "none" or {"fixed": "0x01020304"}"#),
                default: "that of the session", "How its frames are masked.", otherNames: ["mask"]),
            .optional(
                "rsv", .integer(0...7), default: "0",
                "The reserved bits of the first frame: RSV1 as 4, RSV2 as 2, RSV3 as 1."),
            .optional("opcode", .integer(0...15), default: #"that of "type""#, "The opcode of the first frame."),
            .optional("fin", .boolean, default: "true", "Whether the message ends; false leaves it open."),
            .optional(
                "compress", .boolean, default: "as the session does", "Whether the message goes compressed."),
            .optional(
                "fanout", .string, "The group whose members are to receive it; it must hold {{stamp}}.",
                otherNames: ["group", "broadcast"]),
        ])

    static let pingStep = KeyTable(
        "step.ping",
        [
            .optional(
                "payload", .string, default: #""""#, "What the ping carries, at most 125 bytes, with templates.",
                otherNames: ["text", "data"]),
            .optional("within", .positive, default: #""10s""#, "Time for the pong.", otherNames: timeoutNames),
        ])

    static let loop = KeyTable(
        "step.loop",
        [
            .optional(
                "count", .integer(1...1_000_000_000_000), default: "no such limit", "Rounds.",
                otherNames: ["times", "iterations"]),
            .optional(
                "duration", .positive, default: "no such limit", "Time after which no round begins.",
                otherNames: ["during", "time"]),
            .optional("until", .custom("a condition"), default: "no such limit", "Looked at after each round."),
            .required("steps", .custom(steps), "What is repeated."),
        ])

    static let rendezvous = KeyTable(
        "step.rendezvous",
        [
            .required("at", .zeroOrMore, "The time, from the start of the run.", otherNames: ["time"]),
            .optional(
                "rate", .number(0.01...10_000_000), default: "all at once",
                "Sessions that pass per second from then on."),
        ])

    static let listener = KeyTable(
        "on[]",
        [
            .optional(
                "match", .custom("a string or an object"), default: "any message",
                "The messages that the listener takes.", otherNames: ["message", "when"]),
            .optional(
                "capture", .custom(captures), default: "nothing", "What is kept of each, by the variable's name.",
                otherNames: ["save", "extract"]),
            .optional(
                "steps", .custom(steps), default: "nothing", "What is done for each; steps that do not wait.",
                otherNames: ["then", "do"]),
        ])

    static let steps = "a list of steps, such as [{\"send\": \"hello\"}]"
    static let wrapping = "true, false or a JSON path, such as \"$.data\""
    static let captures = "an object of variables, each with \"message\" or an object"
    static let hexadecimal = "bytes in hexadecimal, such as \"8a 00 ff\""
    static let timeoutNames = ["timeout", "patience", "maxWait"]
}
