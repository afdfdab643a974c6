import Scenario
import Testing

@testable import Script

struct JSONPathQueryTests {
    private let document = """
        {"type": "ok", "n": -1.5e2, "list": [1, {"id": 7, "x": [true, null]}, {"id": 8}], "odd\\u0020key": "a\\"b",
         "o": {"deep": {"er": "\\ud83e\\udd80\\n"}}, "empty": {}, "none": [], "f": false}
        """

    /// The text of what a path finds, "absent" or "malformed".
    private func find(_ text: String, _ components: JSONPath.Component...) -> String {
        let bytes = Array(text.utf8)
        return switch unsafe JSONPathQuery(JSONPath(components)).search(bytes.span.bytes) {
        case .found(let value): String(decoding: bytes[value.range], as: UTF8.self)
        case .absent: "absent"
        case .malformed: "malformed"
        }
    }

    @Test("members, elements and what is inside them")
    func values() {
        #expect(find(document, .key("type")) == "ok")
        #expect(find(document, .key("n")) == "-1.5e2")
        #expect(find(document, .key("list"), .index(1), .key("x"), .index(0)) == "true")
        #expect(find(document, .key("list"), .index(1), .key("x")) == "[true, null]")
        #expect(find(document, .key("o"), .key("deep")) == "{\"er\": \"\\ud83e\\udd80\\n\"}")
        #expect(find(document, .key("empty")) == "{}")
        #expect(find("  7 ") == "7")
    }

    @Test("a key with escapes is the key that it stands for")
    func escapedKeys() {
        #expect(find(document, .key("odd key")) == "a\\\"b")
        #expect(find(#"{"\ud83e\udd80": 1, "\u00e4": 2}"#, .key("🦀")) == "1")
        #expect(find(#"{"\ud83e\udd80": 1, "\u00e4": 2}"#, .key("ä")) == "2")
        #expect(find(#"{"\u0061b": 1}"#, .key("a")) == "absent")
    }

    @Test("what is not there is absent")
    func absent() {
        #expect(find(document, .key("typ")) == "absent")
        #expect(find(document, .key("list"), .index(3)) == "absent")
        #expect(find(document, .key("type"), .key("x")) == "absent")
        #expect(find(document, .key("none"), .wildcard) == "absent")
        #expect(find(document, .index(0)) == "absent")
        #expect(find("{}", .key("")) == "absent")
    }

    @Test("wildcards go through members and elements in their order, until one is accepted")
    func wildcards() {
        let bytes = Array(document.utf8)
        let query = JSONPathQuery(JSONPath([.key("list"), .wildcard, .key("id")]))
        var seen: [String] = []
        let outcome = unsafe query.search(bytes.span.bytes) { value in
            seen.append(String(decoding: bytes[value.range], as: UTF8.self))
            return seen.count == 2
        }
        #expect(seen == ["7", "8"])
        guard case .found = outcome else { return #expect(Bool(false)) }
        let all = JSONPathQuery(JSONPath([.wildcard]))
        var kinds: [JSONValue.Kind] = []
        let none = unsafe all.search(bytes.span.bytes) { value in
            kinds.append(value.kind)
            return false
        }
        #expect(none == .absent)
        #expect(kinds == [.string, .number, .array, .string, .object, .object, .array, .false])
    }

    @Test("a key that stands twice is asked twice")
    func repeatedKey() {
        let bytes = Array(#"{"a": 1, "a": 2}"#.utf8)
        let outcome = unsafe JSONPathQuery(JSONPath([.key("a")])).search(bytes.span.bytes) { bytes[$0.range] == [0x32] }
        guard case .found = outcome else { return #expect(Bool(false)) }
    }

    @Test(
        "what is not JSON is found out before the value",
        arguments: [
            "", " ", "{", "{\"b\"", "{\"b\":", "{\"b\":1", "{\"b\":1,}", "{b:1}", "{\"b\":tru}", "{\"b\":01}",
            "{\"b\":1.}",
            "{\"b\":+1}", "{\"b\":-}", "{\"b\":1e}", "{\"b\":\"\u{1}\"}", "{\"b\":\"\\x\"}", "{\"b\":\"\\u12g4\"}",
            "{\"b\":[1 2]}", "{\"b\":[1,]}", "{\"b\":{]}", "[1}", "nul", "{\"b\":1}x", "{\"b\":\"unended", "{\"b\" 1}",
            "{\"b\":\"\\", "\"a", "[,1]", "{\"b\":1 \"c\":2}",
        ])
    func malformed(text: String) {
        #expect(find(text, .key("a")) == "malformed")
    }

    @Test("every prefix of a document is malformed, and none reads too far")
    func prefixes() {
        let bytes = Array(document.utf8)
        for count in 0..<bytes.count {
            #expect(find(String(decoding: bytes[..<count], as: UTF8.self), .key("missing")) == "malformed")
        }
    }

    @Test("what stands behind the value is not looked at")
    func rest() {
        #expect(find("{\"a\": 1, garbage", .key("a")) == "1")
    }

    @Test("containers are skipped 128 deep and no deeper")
    func depth() {
        func nested(_ depth: Int) -> String {
            "{\"b\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + ",\"a\":1}"
        }
        #expect(find(nested(128), .key("a")) == "1")
        #expect(find(nested(129), .key("a")) == "malformed")
        #expect(find(nested(100_000), .key("a")) == "malformed")
    }

    @Test("strings of all lengths, ended, escaped and broken at every place")
    func stringLengths() {
        for length in 0..<40 {
            let plain = String(repeating: "x", count: length)
            #expect(find("{\"b\":\"\(plain)\",\"a\":1}", .key("a")) == "1")
            #expect(find("{\"b\":\"\(plain)\\\\\\\"\",\"a\":1}", .key("a")) == "1")
            #expect(find("{\"\(plain)\":\"\(plain)é\"}", .key(plain)) == plain + "é")
            #expect(find("{\"b\":\"\(plain)\u{1F}\",\"a\":1}", .key("a")) == "malformed")
        }
    }
}
