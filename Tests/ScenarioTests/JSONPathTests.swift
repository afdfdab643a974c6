import Testing

@testable import Scenario

@Suite struct JSONPathTests {
    @Test(
        arguments: [
            ("$", []), ("$.a", [.key("a")]), ("$.users[0].name", [.key("users"), .index(0), .key("name")]),
            ("$['odd key']", [.key("odd key")]), ("$[\"it's\"][12]", [.key("it's"), .index(12)]),
            ("$.items[*].id", [.key("items"), .wildcard, .key("id")]), ("$.*", [.wildcard]), ("$.é-1", [.key("é-1")]),
            ("$['a.b[0]']", [.key("a.b[0]")]),
        ] as [(String, [JSONPath.Component])])
    func parses(_ text: String, _ components: [JSONPath.Component]) throws {
        #expect(try JSONPath.parse(text) == JSONPath(components))
    }

    @Test(arguments: [
        ("", "a JSON path begins with $", nil), ("type", "a JSON path begins with $", nil),
        ("$type", "\".\" or \"[\" is missing in a JSON path", "type"),
        ("$.a.", "a name is missing in a JSON path", "."), ("$..a", "a name is missing in a JSON path", "."),
        ("$.a[0", "\"[\" is never closed in a JSON path", "[0"), ("$[-1]", "\"-1\" is not an index", "[-1]"),
        ("$[]", "\"\" is not an index", "[]"), ("$['a]", "a key in a JSON path is never closed", "['a]"),
        ("$['a'x]", "a key in a JSON path is never closed", "['a'x]"),
    ])
    func refuses(_ text: String, _ message: String, _ marked: String?) {
        let fault = #expect(throws: TextFault.self) { try JSONPath.parse(text) }
        #expect(fault?.message == message)
        #expect(fault?.range.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } == marked)
    }

    @Test func aPathWithoutItsBeginningIsMended() {
        let fault = #expect(throws: TextFault.self) { try JSONPath.parse("type") }
        #expect(fault?.help == "did you mean \"$.type\"?")
    }
}
