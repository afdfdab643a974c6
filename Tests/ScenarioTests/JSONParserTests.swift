import Testing

@testable import Scenario

@Suite struct JSONParserTests {
    struct Fault: CustomTestStringConvertible, Sendable {
        let text: String
        let message: String
        /// What is marked, as bytes of the file.
        let place: Range<Int>
        var testDescription: String { text }

        init(_ text: String, _ message: String, _ place: Range<Int>) {
            self.text = text
            self.message = message
            self.place = place
        }
    }

    static func parse(_ bytes: [UInt8]) -> (root: JSONNode?, faults: [Diagnostic]) {
        let diagnostics = DiagnosticList(source: SourceText(bytes))
        let root = JSONParser.parse(diagnostics)
        return (root, diagnostics.sorted)
    }

    static func parse(_ text: String) -> (root: JSONNode?, faults: [Diagnostic]) {
        parse(Array(text.utf8))
    }

    static let faults: [Fault] = [
        Fault("", "the file is empty", 0..<0),
        Fault(" \n ", "the file is empty", 3..<3),
        Fault(#"{"a": 1, "a": 2}"#, "duplicate key \"a\"", 9..<12),
        Fault(#"{"a": 1, "\u0061": 2}"#, "duplicate key \"a\"", 9..<17),
        Fault(#"{"a": 1,}"#, "trailing comma before \"}\"", 7..<8),
        Fault("[1, 2, ]", "trailing comma before \"]\"", 5..<6),
        Fault(#"{,"a": 1}"#, "a comma too many", 1..<2),
        Fault(#"{"a": 1,, "b": 2}"#, "a comma too many", 8..<9),
        Fault("[1 // one\n]", "JSON has no comments", 3..<9),
        Fault("[1 /* one */]", "JSON has no comments", 3..<12),
        Fault("1 /* one", "JSON has no comments", 2..<8),
        Fault("[1] # one", "JSON has no comments", 4..<9),
        Fault("{'a': 1}", "a string stands in double quotes, not single ones", 1..<4),
        Fault(#"{"a": 'b'}"#, "a string stands in double quotes, not single ones", 6..<9),
        Fault("{a: 1}", "the key a is not in quotes", 1..<2),
        Fault(#"["\q"]"#, #"JSON has no escape \q"#, 2..<4),
        Fault(#"["\é"]"#, #"JSON has no escape \é"#, 2..<5),
        Fault(#"["\u12"]"#, #"\u needs four hexadecimal digits"#, 2..<6),
        Fault(#"["\ud800"]"#, "a lone high surrogate, which is no character", 2..<8),
        Fault(#"["\ud800\u0041"]"#, "a lone high surrogate, which is no character", 2..<8),
        Fault(#"["\udc00"]"#, "a lone low surrogate, which is no character", 2..<8),
        Fault("[\"a\tb\"]", "a control character in a string", 3..<4),
        Fault("[\"a\u{1}b\"]", "a control character in a string", 3..<4),
        Fault("[\"a\n]", "this string is never closed", 1..<3),
        Fault("[NaN]", "JSON has no NaN", 1..<4),
        Fault("[-Infinity]", "-Infinity is not a number", 1..<10),
        Fault("[True]", "True is not JSON", 1..<5),
        Fault("[None]", "None is not JSON", 1..<5),
        Fault("[echo]", "echo is not in quotes", 1..<5),
        Fault("[007]", "a number has no leading zeros", 1..<4),
        Fault("[0x10]", "JSON has no hexadecimal numbers", 1..<5),
        Fault("[+1]", "a number begins with no \"+\"", 1..<3),
        Fault("[.5]", "digits are missing before the point", 1..<3),
        Fault("[5.]", "digits are missing after the point", 1..<3),
        Fault("[1_000]", "a number has no \"_\" between its digits", 1..<6),
        Fault("[1e]", "a number with a unit stands in quotes", 1..<3),
        Fault("[30s]", "a number with a unit stands in quotes", 1..<4),
        Fault("[1-2]", "1-2 is not a number", 1..<4),
        Fault("[1] 2", "there is more after the end of the document", 4..<5),
        Fault("{} }", "there is more after the end of the document", 3..<4),
        Fault(#"{"a": 1 "b": 2}"#, "a comma is missing here", 7..<8),
        Fault("[1 2]", "a comma is missing here", 2..<3),
        Fault(#"{"a" 1}"#, "a \":\" is missing after the key \"a\"", 4..<5),
        Fault(#"{"a" = 1}"#, "expected \":\", found \"=\"", 5..<6),
        Fault(#"{"a": }"#, "the key \"a\" has no value", 1..<4),
        Fault(#"{"a": , "b": 1}"#, "the key \"a\" has no value", 1..<4),
        Fault(#"{"a": 1"#, "this object is never closed", 0..<1),
        Fault("[1", "this list is never closed", 0..<1),
        Fault("[1}", "expected \"]\", found \"}\"", 2..<3),
        Fault(#"{"a": [1}"#, "expected \"]\", found \"}\"", 8..<9),
        Fault("{1: 2}", "expected a key in double quotes, found 1", 1..<2),
        Fault("[@]", "expected a value, found @", 1..<2),
        Fault("[“a”]", "expected a value, found “", 1..<4),
        Fault("[1 @]", "expected \",\" or \"]\", found @", 3..<4),
        Fault("[1 / 2]", "expected \",\" or \"]\", found /", 3..<4),
        Fault("\u{FEFF}{}", "the file begins with a byte order mark, which other JSON readers refuse", 0..<3),
    ]

    @Test(arguments: faults) func eachFaultIsSaidOnceAtItsPlace(_ fault: Fault) {
        let found = Self.parse(fault.text).faults
        #expect(found.map(\.message) == [fault.message])
        #expect(found.first?.position.offset == fault.place.lowerBound)
        #expect(found.first?.length == fault.place.count)
    }

    @Test func nestingHasAnEnd() {
        let depth = JSONParser.maximumDepth
        #expect(Self.parse(String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).faults.isEmpty)
        let deep = Self.parse(String(repeating: "[", count: 100_000)).faults
        #expect(deep.map(\.message) == ["nested deeper than 64 levels"])
        #expect(deep.first?.position.offset == depth)
    }

    @Test func theEncodingIsUTF8() {
        let places = Self.parse(Array("[\"a".utf8) + [0xC3, 0x28] + Array("\"]".utf8)).faults
        #expect(places.map(\.message) == ["not UTF-8"])
        #expect(places.first?.position == SourcePosition(line: 1, column: 4, offset: 3))
        #expect(Self.parse([0xFF, 0xFE, 0x7B, 0x00]).faults.map(\.message) == ["the file is UTF-16"])
        #expect(Self.parse([UInt8](repeating: 0x80, count: 1000)).faults.count == 3)
        let large = Self.parse([UInt8](repeating: 0x20, count: JSONParser.maximumBytes + 1)).faults
        #expect(large.map(\.message) == ["the file is longer than a scenario may be (1MiB)"])
    }

    @Test func afterAFaultTheRestIsRead() throws {
        let text = """
            {
              "a": 01,
              'b': tru,
              c: "\\x",
              "d": "open,
              "e": [1, 2,],
              "f": 7
            }
            """
        let (root, faults) = Self.parse(text)
        #expect(faults.map(\.position.line) == [2, 3, 3, 4, 4, 5, 6])
        guard case .object(let object)? = root?.value else {
            Issue.record("no object")
            return
        }
        #expect(object.members.map(\.key) == ["a", "b", "c", "d", "e", "f"])
        guard case .number("7")? = object.members.last?.value.value else {
            Issue.record("the last member is lost")
            return
        }
    }

    @Test func valuesKeepTheirPlaces() throws {
        let text = #"{"é": [true, null, -1.5e+3, "a\n\u00e9\ud83d\ude00"]}"#
        let (root, faults) = Self.parse(text)
        #expect(faults.isEmpty)
        guard case .object(let object)? = root?.value, case .array(let items)? = object.members.first?.value.value
        else {
            Issue.record("not parsed")
            return
        }
        let bytes = Array(text.utf8)
        let sources = items.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(sources == ["true", "null", "-1.5e+3", #""a\n\u00e9\ud83d\ude00""#])
        guard case .string(let string) = items[3].value, case .number(let number) = items[2].value else {
            Issue.record("wrong values")
            return
        }
        #expect(string == "a\né😀")
        #expect(number == "-1.5e+3")
        #expect(object.members[0].keyRange == 1..<5)
    }

    @Test func noInputStopsTheParser() {
        let seed = Array(#"{"a":[1,-2.5e3,"x\u0041",true,null],'b':{c:/*d*/[]},}"#.utf8)
        for index in seed.indices {
            _ = Self.parse(Array(seed[..<index]))
            for byte in Array("{}[]\",:'\\/\n0a".utf8) + [0xFF] {
                var changed = seed
                changed[index] = byte
                _ = Self.parse(changed)
            }
        }
    }
}
