import Scenario
import Script
import Testing

struct CompiledTemplateTests {
    private func template(_ segments: TemplateText.Segment..., names: inout NameTable) throws -> CompiledTemplate {
        try CompiledTemplate(TemplateText(segments), names: &names)
    }

    @Test("a text without values is kept as it is")
    func constant() throws {
        var names = NameTable()
        let template = try CompiledTemplate("hello", names: &names)
        #expect(template.constant == Array("hello".utf8))
        var context = RenderContext(names)
        #expect(context.text(template) == "hello")
        #expect(try CompiledTemplate(TemplateText(), names: &names).constant == [])
    }

    @Test("rendering adds to what the buffer holds")
    func appends() throws {
        var names = NameTable()
        let template = try template(.literal([0x61]), .value(.session), names: &names)
        var context = RenderContext(names, session: 12)
        var output: [UInt8] = [0x2D]
        template.render(in: &context, into: &output)
        template.render(in: &context, into: &output)
        #expect(String(decoding: output, as: UTF8.self) == "-a12a12")
    }

    @Test("session, iteration and counters; a counter goes on at each use, by name and by session")
    func numbers() throws {
        var names = NameTable()
        let template = try template(
            .value(.session), .literal([0x2F]), .value(.iteration), .literal([0x2F]), .value(.counter("")),
            .value(.counter("a")), .value(.counter("a")), names: &names)
        var context = RenderContext(names, session: 1_234_567)
        context.iteration = 10
        #expect(context.text(template) == "1234567/10/001")
        #expect(context.text(template) == "1234567/10/123")
        var other = RenderContext(names)
        #expect(other.text(template) == "0/0/001")
    }

    @Test("random integers keep to their ends and reach both", arguments: [1...6, -3...3, 5...5])
    func integers(range: ClosedRange<Int64>) throws {
        var names = NameTable()
        let template = try template(.value(.randomInteger(range)), names: &names)
        var context = RenderContext(names)
        var seen: Set<Int64> = []
        for _ in 0..<500 { seen.insert(try #require(Int64(context.text(template)))) }
        #expect(seen == Set(range))
    }

    @Test("the widest range of integers has no end that overflows")
    func widestRange() throws {
        var names = NameTable()
        let template = try template(.value(.randomInteger(.min ... .max)), names: &names)
        var context = RenderContext(names)
        for _ in 0..<100 { #expect(Int64(context.text(template)) != nil) }
    }

    @Test("random texts have their length and their letters")
    func texts() throws {
        var names = NameTable()
        let letters = try template(.value(.randomText(length: 21)), names: &names)
        let hex = try template(.value(.randomHex(length: 21)), names: &names)
        var context = RenderContext(names)
        var seen: Set<Character> = []
        for _ in 0..<200 {
            let text = context.text(letters)
            #expect(text.count == 21)
            seen.formUnion(text)
            let digits = context.text(hex)
            #expect(digits.count == 21 && digits.allSatisfy { "0123456789abcdef".contains($0) })
        }
        #expect(seen == Set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    }

    @Test("a UUID says its version and variant")
    func uuid() throws {
        var names = NameTable()
        let template = try template(.value(.randomUUID), names: &names)
        var context = RenderContext(names)
        for _ in 0..<50 {
            let text = context.text(template)
            #expect(text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        }
    }

    @Test("the same seed gives the same texts, and another session others")
    func seeds() throws {
        var names = NameTable()
        let template = try template(.value(.randomText(length: 8)), .value(.randomInteger(0...99)), names: &names)
        var first = RenderContext(names, session: 1)
        var same = RenderContext(names, session: 1)
        var other = RenderContext(names, session: 2)
        let text = first.text(template)
        #expect(same.text(template) == text)
        #expect(other.text(template) != text)
    }

    @Test("choices come all of them, escaped where they stand in JSON")
    func choices() throws {
        var names = NameTable()
        let plain = try template(.value(.randomChoice(["a", "b\"", "c"])), names: &names)
        let escaped = try template(.escaped(.randomChoice(["a", "b\"", "c"])), names: &names)
        var context = RenderContext(names)
        #expect(Set((0..<100).map { _ in context.text(plain) }) == ["a", "b\"", "c"])
        #expect(Set((0..<100).map { _ in context.text(escaped) }) == ["a", "b\\\"", "c"])
    }

    @Test(
        "times",
        arguments: [
            (TemplateValue.TimeForm.seconds, "1709209845"), (.milliseconds, "1709209845678"),
            (.microseconds, "1709209845678901"), (.iso8601, "2024-02-29T12:30:45.678Z"),
        ])
    func times(form: TemplateValue.TimeForm, text: String) throws {
        var names = NameTable()
        let template = try template(.value(.time(form)), names: &names)
        #expect(template.readsWallTime)
        var context = RenderContext(names)
        context.wallTime = 1_709_209_845_678_901_234
        #expect(context.text(template) == text)
    }

    @Test(
        "dates at the turns of years",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"), (4_102_444_799_000, "2099-12-31T23:59:59.000Z"),
        ])
    func dates(milliseconds: Int64, text: String) throws {
        var names = NameTable()
        let template = try template(.value(.time(.iso8601)), names: &names)
        var context = RenderContext(names)
        context.wallTime = milliseconds * 1_000_000
        #expect(context.text(template) == text)
    }

    @Test("a variable is empty at first, and escaped inside JSON")
    func variables() throws {
        var names = NameTable()
        let template = try template(.value(.variable("x")), .literal([0x7C]), .escaped(.variable("x")), names: &names)
        var context = RenderContext(names)
        #expect(context.text(template) == "|")
        context.variables.set(names.variable("x"), to: "a\"\\\n\u{1}ü")
        #expect(context.text(template) == "a\"\\\n\u{1}ü|a\\\"\\\\\\n\\u0001ü")
    }

    @Test("a feeder's cell is that of the row that the session took last")
    func cells() throws {
        let users = try feeder(rows: [["ann"], ["b\"b"]])
        var names = NameTable(feeders: [users])
        let template = try template(
            .value(.feeder("users", column: "name")), .escaped(.feeder("users", column: "name")), names: &names)
        var context = RenderContext(names)
        #expect(context.text(template) == "")
        context.variables.setRow(1, ofFeeder: 0)
        #expect(context.text(template) == "b\"bb\\\"b")
        #expect(context.variables.row(ofFeeder: 0) == 1)
    }

    @Test("what is not there is a fault of the script")
    func faults() throws {
        var names = NameTable(feeders: [try feeder(rows: [["ann"]])])
        #expect(throws: ScriptFault.unknownFeeder("user")) {
            try template(.value(.feeder("user", column: "name")), names: &names)
        }
        #expect(throws: ScriptFault.unknownColumn("nme", feeder: "users", columns: ["name"])) {
            try template(.value(.feeder("users", column: "nme")), names: &names)
        }
        #expect(throws: ScriptFault.twoStamps) { try template(.value(.stamp), .value(.stamp), names: &names) }
    }

    @Test("an assignment may be made of the variable's own value")
    func assignment() throws {
        var names = NameTable()
        let value = TemplateText([.value(.variable("x")), .literal([0x61])])
        let assignment = try CompiledAssignment(VariableAssignment(name: "x", value: value), names: &names)
        var context = RenderContext(names)
        let scratch = ScriptScratch()
        for _ in 0..<3 { assignment.apply(in: &context, scratch) }
        #expect(context.variables.text(names.variable("x")) == "aaa")
    }
}
