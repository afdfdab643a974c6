import Testing

@testable import Scenario

@Suite struct TemplateParserTests {
    private func contents(
        _ text: String, environment: [String: String] = [:]
    ) throws -> [TemplateParser.Piece.Content] {
        try TemplateParser.parse(text, environment: environment).pieces.map(\.content)
    }

    private func literal(_ text: String) -> TemplateParser.Piece.Content { .literal(Array(text.utf8)) }

    @Test(
        arguments: [
            ("session", .session), ("iteration", .iteration), ("counter", .counter("")), ("counter.a1", .counter("a1")),
            ("random.int(-5, 6)", .randomInteger(-5...6)), ("random.int( 7,7 )", .randomInteger(7...7)),
            ("random.string(65536)", .randomText(length: 65_536)), ("random.hex(1)", .randomHex(length: 1)),
            ("random.uuid", .randomUUID), ("random.choice(a)", .randomChoice(["a"])),
            ("random.choice(red, light green ,é)", .randomChoice(["red", "light green", "é"])),
            ("time.s", .time(.seconds)), ("time.ms", .time(.milliseconds)), ("time.us", .time(.microseconds)),
            ("time.iso", .time(.iso8601)), ("stamp", .stamp), ("token_2", .variable("token_2")),
            ("users.name", .feeder("users", column: "name")),
            ("users.first name", .feeder("users", column: "first name")),
        ] as [(String, TemplateValue)])
    func values(_ text: String, _ value: TemplateValue) throws {
        #expect(try contents("{{\(text)}}") == [.value(value)])
        #expect(try contents("a{{ \(text)  }}}") == [literal("a"), .value(value), literal("}")])
    }

    @Test func neighboursStandBesideEachOther() throws {
        #expect(try contents("") == [])
        #expect(try contents("a {b} } }}") == [literal("a {b} } }}")])
        #expect(
            try contents("{{session}}{{counter}}-{{session}}")
                == [.value(.session), .value(.counter("")), literal("-"), .value(.session)])
    }

    @Test(arguments: [
        ("{", "{", nil), ("{{{{", "{{", nil), ("{{{{session}}", "{{session}}", nil), ("{{{session}}", "{", ""),
        ("{{{{{", "{{{", nil), ("{{{{{{session}}", "{{", ""), ("x{{{{{{{session}}}", "x{{{", "}"),
    ])
    func bracesAreReadFromTheLeft(_ text: String, _ before: String, _ after: String?) throws {
        var expected = [literal(before)]
        if let after {
            expected.append(.value(.session))
            if !after.isEmpty { expected.append(literal(after)) }
        }
        #expect(try contents(text) == expected)
    }

    @Test func environmentStandsThereAtOnce() throws {
        #expect(
            try contents("{{env.A_1}}", environment: ["A_1": "{{x}}"]) == [
                .environment(name: "A_1", Array("{{x}}".utf8))
            ])
    }

    @Test func rawValuesAreTheWholeText() throws {
        #expect(try TemplateParser.parse("{{= session }}").isRaw)
        #expect(try !TemplateParser.parse("{{session}}").isRaw)
        #expect(try contents("{{=session}}") == [.value(.session)])
    }

    @Test(arguments: [
        ("a {{session", "\"{{\" is never closed", "{{"),
        ("{{session}", "\"{{\" is never closed", "{{"),
        ("ab{{ }}", "there is no value between the braces", "{{ }}"),
        ("{{=}}", "there is no value between the braces", "{{=}}"),
        ("{{sesion.x}}", nil, nil),
        ("{{2x}}", "\"2x\" is not a value", "2x"),
        ("{{a b}}", "\"a b\" is not a value", "a b"),
        ("{{random}}", "there is no value \"random\"", "random"),
        ("{{time.h}}", "there is no value \"time.h\"", "time.h"),
        ("{{counter.}}", "there is no value \"counter.\"", "counter."),
        ("{{env.HOST}}", "there is no \"env.HOST\"", "env.HOST"),
        ("{{random.int}}", "\"random.int\" takes arguments", "random.int"),
        ("{{random.int(1}}", "a \")\" is missing", "1"),
        ("{{random.int()}}", "\"random.int\" takes other arguments", "()"),
        ("{{random.int(1, 2, 3)}}", "\"random.int\" takes other arguments", "(1, 2, 3)"),
        ("{{random.int(1, x)}}", "\"x\" is not a whole number", "x"),
        ("{{random.int(1, )}}", "\"\" is not a whole number", " "),
        ("{{random.int(6, 1)}}", "the bounds are upside down", "6, 1"),
        ("{{random.string(0)}}", "\"0\" is not a length", "0"),
        ("{{random.string(65537)}}", "\"65537\" is not a length", "65537"),
        ("{{random.choice(a,,b)}}", "an empty choice", ",,"),
        ("{{random.uuid()}}", "\"random.uuid\" takes no arguments", "random.uuid()"),
        ("{{random.itn(1, 2)}}", "there is no value \"random.itn\"", "random.itn"),
        ("a{{=session}}", "\"{{=\" stands for a whole JSON value and must be all of its string", "{{=session}}"),
        ("{{=session}} ", "\"{{=\" stands for a whole JSON value and must be all of its string", "{{=session}}"),
    ])
    func faultsPointIntoTheText(_ text: String, _ message: String?, _ marked: String?) throws {
        do throws(TextFault) {
            _ = try TemplateParser.parse(text)
            #expect(message == nil)
        } catch {
            #expect(error.message == message)
            let range = try #require(error.range)
            #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == marked)
        }
    }

    @Test(arguments: [
        ("{{random.itn(1, 2)}}", "did you mean \"random.int\"?"), ("{{time.m}}", "did you mean \"time.s\"?"),
        ("{{random.int(6, 1)}}", "write random.int(1, 6)"), ("{{random.uuid()}}", "write {{random.uuid}}"),
        ("{{env.TOKN}}", "did you mean \"env.TOKEN\"?"), ("{{env.HOST}}", "give it a value with -e HOST=…"),
    ])
    func faultsSayWhatHelps(_ text: String, _ help: String) {
        let fault = #expect(throws: TextFault.self) { try TemplateParser.parse(text, environment: ["TOKEN": "x"]) }
        #expect(fault?.help == help)
    }
}
