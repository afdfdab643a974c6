import Testing

@testable import Reporting

private func text(_ node: JSONNode) -> String {
    var bytes: [UInt8] = []
    node.write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
}

@Test func whatIsShortAndFlatStandsOnOneLine() {
    #expect(text(.object([("a", .scalar("1")), ("b", .scalar("true"))])) == #"{"a": 1, "b": true}"#)
    #expect(text(.array([])) == "[]")
}

@Test func whatIsNestedOrLongStandsOnSeveral() {
    #expect(text(.array([.array([.scalar("1")]), .scalar("2")])) == "[\n  [1],\n  2\n]")
    let long = JSONNode.scalar("\"" + String(repeating: "x", count: 120) + "\"")
    #expect(text(.object([("a", long)])).hasPrefix("{\n  \"a\": \"xxx"))
}

@Test func aBlockMovesToItsPlace() {
    let block = JSONNode.block(Array("\n{\n  \"k\": []\n}\n".utf8))
    #expect(text(.object([("s", block)])) == "{\n  \"s\": {\n    \"k\": []\n  }\n}")
}
