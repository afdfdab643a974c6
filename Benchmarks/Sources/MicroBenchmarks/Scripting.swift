import Scenario
import Script
import WebSocketCore

/// What one step of a script costs beside the frames: a message of 200 bytes that is expected, and what is sent.
let scriptBenchmarks = [
    expecting("expect JSON path, 200 B", .json(JSONPath([.key("data"), .key("id")]), .equals(constant("4711")))),
    expecting("expect JSON path with text, 200 B", .json(JSONPath([.key("state")]), .equals(constant("done")))),
    expecting("expect regular expression, 200 B", .matches("\"state\":\\s*\"(done|failed)\"")),
    expecting("expect contains, 200 B", .contains(constant("\"state\":\"done\""))),
    capturing("capture JSON path, 200 B"),
    rendering(
        "render template of 3 values",
        [
            literal("{\"user\":"), .value(.session), literal(",\"n\":"), .value(.counter("n")),
            literal(",\"token\":\""),
            .escaped(.variable("token")), literal("\",\"type\":\"message\",\"room\":\"general\"}"),
        ]),
    rendering(
        "render template of 3 random values",
        [
            literal("{\"dice\":"), .value(.randomInteger(1...6)), literal(",\"text\":\""),
            .value(.randomText(length: 16)),
            literal("\",\"id\":\""), .value(.randomUUID), literal("\"}"),
        ]),
    rendering(
        "render template with stamp, 200 B",
        [
            literal("{\"data\":\""), .value(.stamp), literal("\",\"text\":\"\(String(repeating: "x", count: 91))\"}"),
        ]),
    receiving("read and track stamp, 200 B"),
]

private let message = Array(
    """
    {"type":"event","seq":1234567,"time":"2026-01-02T03:04:05.678Z","user":{"name":"ann","roles":["admin","ops"]},\
    "note":"a \\"quoted\\" word, and more of it","data":{"ok":true,"id":4711},"state":"done"}
    """.utf8)

private func constant(_ text: String) -> TemplateText { TemplateText([literal(text)]) }

private func literal(_ text: String) -> TemplateText.Segment { .literal(Array(text.utf8)) }

private func context(_ names: NameTable) -> RenderContext {
    let context = RenderContext(
        session: 4711, random: FastRandom(seed: 1), variables: ScriptVariables(names: names))
    let token = Array("a5d1c0ffee5e1f00".utf8)
    if !names.variables.isEmpty { unsafe context.variables.set(0, to: token.span.bytes) }
    return context
}

/// The compiled form of what the benchmark itself has written.
private func compiled<Value>(_ compile: (inout NameTable) throws(ScriptFault) -> Value) -> (Value, NameTable) {
    var names = NameTable()
    do { return (try compile(&names), names) } catch { fatalError("\(error)") }
}

private func expecting(_ name: String, _ test: MessageTest) -> Benchmark {
    Benchmark(name) { operations in
        var wanted = MessageMatch()
        wanted.tests = [test]
        let (match, names) = compiled { names throws(ScriptFault) in try CompiledMatch(wanted, names: &names) }
        var context = context(names)
        let scratch = ScriptScratch()
        let message = message
        var seen = 0
        for _ in 0..<operations {
            guard unsafe match.matches(message.span.bytes, isText: true, in: &context, scratch) else {
                fatalError("the message matches")
            }
            seen &+= 1
        }
        return seen
    }
}

private func capturing(_ name: String) -> Benchmark {
    Benchmark(name) { operations in
        let rule = CaptureRule(name: "x", source: .json(JSONPath([.key("data"), .key("id")])))
        var (capture, names) = compiled { names throws(ScriptFault) in try CompiledCapture(rule, names: &names) }
        let variables = ScriptVariables(names: names)
        let scratch = ScriptScratch()
        let message = message
        for _ in 0..<operations {
            guard unsafe capture.capture(from: message.span.bytes, into: variables, scratch) else {
                fatalError("the message has the value")
            }
        }
        return variables[names.variable(rule.name)].count
    }
}

private func rendering(_ name: String, _ segments: [TemplateText.Segment]) -> Benchmark {
    Benchmark(name) { operations in
        let (template, names) = compiled { names throws(ScriptFault) in
            try CompiledTemplate(TemplateText(segments), names: &names)
        }
        var context = context(names)
        var output: [UInt8] = []
        var seen = 0
        for _ in 0..<operations {
            output.removeAll(keepingCapacity: true)
            template.render(in: &context, into: &output)
            seen &+= output.count
        }
        return seen
    }
}

private func receiving(_ name: String) -> Benchmark {
    Benchmark(name) { operations in
        let text = String(repeating: "x", count: 102)
        let segments = [literal("{\"data\":\""), .value(.stamp), literal("\(text)\"}")]
        let (template, names) = compiled { names throws(ScriptFault) in
            try CompiledTemplate(TemplateText(segments), names: &names)
        }
        var context = context(names)
        // Each message once, so that most are taken as duplicates: the search for a gap is part of the work.
        let messages = (0..<64).map { sequence in
            context.stamp.sequence = UInt32(sequence)
            var output: [UInt8] = []
            template.render(in: &context, into: &output)
            return output
        }
        var reader = StampReader(run: 0)
        var tracker = StampTracker()
        var seen = 0
        for operation in 0..<operations {
            let message = messages[operation & 63]
            guard case .stamped(let stamp, true) = unsafe reader.read(message.span.bytes) else {
                fatalError("it is whole")
            }
            if tracker.receive(stamp, isIntact: true, now: 0) == .duplicate { seen &+= 1 }
        }
        return seen
    }
}
