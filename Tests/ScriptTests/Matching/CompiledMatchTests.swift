import Scenario
import Script
import Testing

struct CompiledMatchTests {
    private let path = JSONPath([.key("v")])

    @Test("no tests: any message of the type will do")
    func types() throws {
        #expect(try CompiledMatch.accepts(MessageMatch(), ""))
        #expect(try CompiledMatch.accepts(MessageMatch(kind: .text), "a", isText: true))
        #expect(try !CompiledMatch.accepts(MessageMatch(kind: .text), "a", isText: false))
        #expect(try CompiledMatch.accepts(MessageMatch(kind: .binary), "a", isText: false))
    }

    @Test("equals, contains and size")
    func bytes() throws {
        #expect(try CompiledMatch.accepts(MessageMatch(.equals("abc")), "abc"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.equals("abc")), "abd"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.equals("abc")), "abcd"))
        #expect(try CompiledMatch.accepts(MessageMatch(.equals("")), ""))
        #expect(try CompiledMatch.accepts(MessageMatch(.contains("bc")), "abcd"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.contains("bd")), "abcd"))
        #expect(try CompiledMatch.accepts(MessageMatch(.contains("")), ""))
        #expect(try !CompiledMatch.accepts(MessageMatch(.contains("a")), ""))
        #expect(try CompiledMatch.accepts(MessageMatch(.size(2...4)), "abcd"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.size(2...4)), "abcde"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.size(0...1), .size(3...4)), "abc"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.equals("abc"), .size(0...2)), "abc"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.equals("abc"), .equals("ab")), "abc"))
    }

    @Test("all tests must hold, in whatever order they are asked")
    func all() throws {
        let match = MessageMatch(.matches("o+"), .json(path, .equals("foo")), .contains("f"), .size(1...20))
        #expect(try CompiledMatch.accepts(match, #"{"v":"foo"}"#))
        #expect(try !CompiledMatch.accepts(match, #"{"v":"fxx"}"#))
    }

    @Test("a regular expression is found anywhere, in UTF-8")
    func patterns() throws {
        #expect(try CompiledMatch.accepts(MessageMatch(.matches("^.b+$")), "übb"))
        #expect(try !CompiledMatch.accepts(MessageMatch(.matches("^ab")), "cab"))
        #expect(try CompiledMatch.accepts(MessageMatch(.matches("b")), [0xFF, 0x62]))
        #expect(try CompiledMatch.accepts(MessageMatch(.matches("^$")), ""))
    }

    @Test(
        "comparisons of JSON values",
        arguments: [
            (Comparison.exists(true), #"{"v":null}"#, true), (.exists(true), #"{"w":1}"#, false),
            (.exists(false), #"{"w":1}"#, true), (.exists(false), #"{"v":1}"#, false),
            (.exists(false), "not JSON", false), (.exists(false), #"{"w":1"#, false),
            (.equals("ok"), #"{"v":"ok"}"#, true), (.equals("ok"), #"{"v":"o\u006b"}"#, true),
            (.equals("ok"), #"{"v":"okay"}"#, false), (.equals("5"), #"{"v":5.0}"#, true),
            (.equals("5"), #"{"v":"5"}"#, true), (.equals("5"), #"{"v":"5.0"}"#, false),
            (.equals("true"), #"{"v":true}"#, true), (.equals("null"), #"{"v":null}"#, true),
            (.equals("9007199254740993"), #"{"v":9007199254740992}"#, false),
            (.notEquals("ok"), #"{"v":"no"}"#, true), (.notEquals("ok"), #"{"v":"ok"}"#, false),
            (.notEquals("ok"), #"{"w":1}"#, false), (.notEquals("5"), #"{"v":5.0}"#, false),
            (.lessThan(5), #"{"v":4.9}"#, true), (.lessThan(5), #"{"v":5}"#, false),
            (.lessThan(5), #"{"v":"4"}"#, false),
            (.atMost(5), #"{"v":5}"#, true), (.greaterThan(5), #"{"v":5}"#, false),
            (.greaterThan(5), #"{"v":6}"#, true),
            (.atLeast(5), #"{"v":5}"#, true), (.atLeast(5), #"{"v":[9]}"#, false),
            (.contains("\n"), #"{"v":"a\nb"}"#, true), (.contains("c"), #"{"v":"ab"}"#, false),
            (.matches("^[a-z]$"), #"{"v":"x"}"#, true), (.matches("^[a-z]$"), #"{"v":"xy"}"#, false),
        ])
    func comparisons(comparison: Comparison, message: String, holds: Bool) throws {
        #expect(try CompiledMatch.accepts(MessageMatch(.json(path, comparison)), message) == holds)
    }

    @Test("a wildcard holds where any value does")
    func wildcard() throws {
        let match = MessageMatch(.json(JSONPath([.key("u"), .wildcard, .key("id")]), .equals("3")))
        #expect(try CompiledMatch.accepts(match, #"{"u":[{"id":1},{"x":0},{"id":3}]}"#))
        #expect(try !CompiledMatch.accepts(match, #"{"u":[{"id":1},{"x":3},{"id":2}]}"#))
        #expect(try CompiledMatch.accepts(match, #"{"u":{"a":{"id":3}}}"#))
    }

    @Test("what is compared with may come from the session's variables")
    func templates() throws {
        var names = NameTable()
        let token = TemplateText([.literal([0x3C]), .value(.variable("token"))])
        let match = try CompiledMatch(
            MessageMatch(.contains(token), .json(path, .equals(token))), names: &names)
        var context = RenderContext(names)
        context.variables.set(names.variable("token"), to: "xyz")
        let scratch = ScriptScratch()
        #expect(match.accepts(Array(#"{"v":"<xyz"}"#.utf8), &context, scratch))
        #expect(!match.accepts(Array(#"{"v":"<xy", "w":"<xyz"}"#.utf8), &context, scratch))
    }

    @Test("a wrong pattern is a fault with its place")
    func badPattern() {
        #expect(throws: ScriptFault.badPattern("a(b", reason: "missing closing parenthesis", offset: 3)) {
            try CompiledMatch.accepts(MessageMatch(.matches("a(b")), "")
        }
        #expect(throws: ScriptFault.self) { try CompiledMatch.accepts(MessageMatch(.json(path, .matches("["))), "") }
    }
}
