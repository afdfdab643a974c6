import Scenario
import Script
import Testing

struct RegularExpressionTests {
    private func match(_ pattern: String, _ text: String, group: Int = 0) throws -> String? {
        let range = range(try RegularExpression(pattern), text, group: group, MatchMemory())
        return range.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) }
    }

    private func range(
        _ expression: RegularExpression, _ text: String, group: Int = 0, _ memory: MatchMemory
    ) -> Range<Int>? {
        let bytes = Array(text.utf8)
        return unsafe expression.firstMatch(in: bytes.span.bytes, group: group, memory: memory)
    }

    @Test("groups by number, also beyond the ten that memory is made for")
    func groups() throws {
        #expect(try match("token=(\\w+)", "a token=abc;", group: 1) == "abc")
        #expect(try match("(a)|(b)", "b", group: 1) == nil)
        #expect(try match("(a)|(b)", "b", group: 2) == "b")
        let many = String(repeating: "(.)", count: 26)
        #expect(try match(many, "abcdefghijklmnopqrstuvwxyz", group: 26) == "z")
        #expect(try RegularExpression(many).groupCount == 26)
    }

    @Test("a reader of scenarios learns of the groups, or of the fault and its place")
    func status() {
        let groups = [
            ("a", 0), ("(a)", 1), (#"\(a\)"#, 0), ("[(]a", 0), ("(?:a)", 0), ("(?=a)(b)", 1), ("(?<name>a)", 1),
            ("(?P<name>a)", 1), ("(?'name'a)", 1), ("(?<=a)b", 0), ("(?<!a)b", 0), ("(*UTF)a", 0), ("(a)(b)", 2),
        ]
        for (pattern, count) in groups { #expect(RegularExpression.status(of: pattern) == .sound(groups: count)) }
        #expect(
            RegularExpression.status(of: "ab(c") == .faulty(reason: "missing closing parenthesis", offset: 4))
        guard case .faulty(_, let offset) = RegularExpression.status(of: "é[z-a]+") else {
            Issue.record("a range upside down is no pattern")
            return
        }
        #expect(offset == 5)
    }

    @Test("memory is used again by patterns with fewer groups")
    func reuse() throws {
        let memory = MatchMemory()
        let pair = try RegularExpression("(a)(b)?")
        let single = try RegularExpression("c")
        #expect(range(pair, "abc", group: 2, memory) == 1..<2)
        #expect(range(single, "abc", memory) == 2..<3)
        #expect(range(pair, "ac", group: 2, memory) == nil)
    }

    @Test("a pattern that would go back and forth for ever is given up, and that is counted")
    func runaway() throws {
        let memory = MatchMemory()
        let expression = try RegularExpression("^(a|aa|aaa)+$")
        #expect(range(expression, String(repeating: "a", count: 200) + "b", memory) == nil)
        #expect(memory.takeAbandoned() == 1)
        #expect(memory.takeAbandoned() == 0)
    }
}
