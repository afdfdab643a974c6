import Scenario
import Script
import WebSocketCore

extension TemplateText: ExpressibleByStringLiteral {
    /// A constant text.
    public init(stringLiteral value: String) { self.init([.literal(Array(value.utf8))]) }
}

extension RenderContext {
    /// A session of a script that uses these names.
    init(_ names: NameTable, session: Int = 0) {
        self.init(
            session: session, random: FastRandom(seed: 7, stream: UInt64(session)),
            variables: ScriptVariables(names: names))
    }

    /// What a template gives now.
    mutating func text(_ template: CompiledTemplate) -> String {
        String(decoding: bytes(template), as: UTF8.self)
    }

    /// What a template gives now.
    mutating func bytes(_ template: CompiledTemplate) -> [UInt8] {
        var output: [UInt8] = []
        template.render(in: &self, into: &output)
        return output
    }
}

extension ScriptVariables {
    /// The value of a variable as text.
    func text(_ slot: Int) -> String { String(decoding: self[slot], as: UTF8.self) }

    /// Gives a variable a value.
    func set(_ slot: Int, to text: String) {
        let bytes = Array(text.utf8)
        unsafe set(slot, to: bytes.span.bytes)
    }
}

extension CompiledMatch {
    /// Whether a match without names accepts a message.
    static func accepts(_ match: MessageMatch, _ message: String, isText: Bool = true) throws -> Bool {
        try accepts(match, Array(message.utf8), isText: isText)
    }

    /// Whether a match without names accepts a message.
    static func accepts(_ match: MessageMatch, _ message: [UInt8], isText: Bool = true) throws -> Bool {
        var names = NameTable()
        let compiled = try CompiledMatch(match, names: &names)
        var context = RenderContext(names)
        return compiled.accepts(message, isText: isText, &context, ScriptScratch())
    }

    /// Whether a message passes.
    func accepts(
        _ message: [UInt8], isText: Bool = true, _ context: inout RenderContext, _ scratch: ScriptScratch
    ) -> Bool {
        unsafe matches(message.span.bytes, isText: isText, in: &context, scratch)
    }
}

extension MessageMatch {
    /// A match of one test.
    init(_ tests: MessageTest..., kind: MessageKind? = nil) {
        self.init()
        self.tests = tests
        self.kind = kind
    }
}

/// A feeder of texts.
func feeder(
    _ name: String = "users", _ columns: [String] = ["name"], rows: [[String]], order: FeederPlan.Order = .sequential,
    end: FeederPlan.End = .recycle
) throws -> FeederTable {
    var plan = FeederPlan(name: name, file: "\(name).csv")
    plan.order = order
    plan.end = end
    let lines = ([columns] + rows).map { row in
        row.map { "\"\($0.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" }
            .joined(separator: ",")
    }
    return FeederTable(plan, rows: try FeederRows.read(Array(lines.joined(separator: "\n").utf8), file: plan.file))
}
