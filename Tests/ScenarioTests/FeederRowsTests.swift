import Testing

@testable import Scenario

@Suite struct FeederRowsTests {
    private func values(_ rows: FeederRows) -> [[String]] {
        (0..<rows.count).map { row in
            rows.columns.indices.map { String(decoding: rows.value(row: row, column: $0), as: UTF8.self) }
        }
    }

    private func csv(_ text: String) throws -> FeederRows { try FeederRows.read(Array(text.utf8), file: "users.csv") }
    private func json(_ text: String) throws -> FeederRows { try FeederRows.read(Array(text.utf8), file: "U.JSON") }

    @Test(arguments: [
        ("user,token\nann,a1\nbob,b2\n", [["ann", "a1"], ["bob", "b2"]]),
        ("user,token\r\nann,a1\r\nbob,b2", [["ann", "a1"], ["bob", "b2"]]),
        ("\u{FEFF}user,token\n\n\nann,\n,b2\n\n", [["ann", ""], ["", "b2"]]),
        ("\"user\",token\n\"a\"\"n,n\",\"x\r\ny\"\n", [["a\"n,n", "x\r\ny"]]),
        ("user,token\n \"\u{E9}\",1\n".replacing(" \"", with: "\""), [["\u{E9}", "1"]]),
        ("user,token\n  a , b\n", [["  a ", " b"]]),
    ])
    func csvIsRead(_ text: String, _ expected: [[String]]) throws {
        let rows = try csv(text)
        #expect(rows.columns == ["user", "token"])
        #expect(values(rows) == expected)
    }

    @Test func columnsOfScriptsAreThoseOfTheFiles() {
        let text = ScenarioText.completing(
            """
            { "feeders": { "users": "u.csv" },
              "script": [{ "feed": "users" }, { "send": "{{users.name}} {{users.tokn}} {{users.x}}" }] }
            """)
        let reading = ScenarioText.read(text, files: ["u.csv": .file(bytes: 9)])
        #expect(reading.messages == [])
        let (good, contents) = reading.takingContents { _ in .bytes(Array("name,tokn,x\na,b,c\n".utf8)) }
        #expect(good.scenario != nil)
        #expect(contents.rows["u.csv"]?.count == 1)
        let (bad, _) = reading.takingContents { _ in .bytes(Array("name,token\na,b\n".utf8)) }
        #expect(bad.scenario == nil)
        #expect(
            bad.diagnostics.map(\.help) == ["did you mean \"users.token\"?", "it has \"name\" or \"token\""])
        #expect(bad.messages.allSatisfy { $0.contains("\"u.csv\" has no column") })
        #expect(bad.marked(in: text) == ["users.tokn", "users.x"])
    }

    @Test(arguments: [
        (FileContent.bytes(Array("a,b\n1\n".utf8)), "u.csv:2: 1 values, and the header names 2 columns"),
        (.bytes([]), "u.csv:1: column 1 has no name"),
        (.unreadable("permission denied"), "the file \"u.csv\" cannot be read: permission denied"),
    ])
    func aFaultOfAFileIsSaidWhereTheScenarioNamesIt(_ content: FileContent, _ message: String) {
        let text = ScenarioText.completing(
            #"{ "feeders": { "users": { "file": "u.csv" } }, "script": [{ "feed": "users" }] }"#)
        let (reading, _) = ScenarioText.read(text, files: ["u.csv": .file(bytes: 9)]).takingContents { _ in content }
        #expect(reading.messages == ["\"feeders.users.file\": \(message)"])
        #expect(reading.marked(in: text) == ["\"u.csv\""])
        #expect(reading.scenario == nil)
    }

    @Test func whatIsSentAsTextIsUTF8() {
        let text = ScenarioText.completing(#"{ "script": [{ "send": { "file": "p", "type": "text" } }] }"#)
        let (reading, _) = ScenarioText.read(text, files: ["p": .file(bytes: 2)]).takingContents { _ in
            .bytes([0x61, 0xFF])
        }
        #expect(reading.messages == ["\"step.send.file\": p is not UTF-8 at byte 1, and it is sent as text"])
        #expect(reading.marked(in: text) == ["\"p\""])
    }

    @Test func aSingleColumnMayBeEmptyInQuotes() throws {
        #expect(values(try csv("a\n\"\"\nx\n")) == [[""], ["x"]])
    }

    @Test(arguments: [
        ("", "users.csv:1: column 1 has no name"),
        ("a,b", "users.csv:1: there are no rows"),
        ("a,b\n1,2\n\n3\n", "users.csv:4: 1 values, and the header names 2 columns"),
        ("a,b\n1,2,3\n", "users.csv:2: 3 values, and the header names 2 columns"),
        ("a,b\n1,\"2\n3,4\n", "users.csv:2: a quoted value is never closed"),
        ("a,b\n\"1\n\",\"2\"x\n", "users.csv:3: there is more behind the closing quote of a value"),
        ("a,b\n1,2\"3\n", "users.csv:2: a double quote inside a value that does not begin with one"),
        ("a,a\n1,2\n", "users.csv:1: two columns have the name \"a\""),
        ("\na,,b\n1,2,3\n", "users.csv:2: column 2 has no name"),
    ])
    func aFaultOfCSVSaysItsLine(_ text: String, _ message: String) {
        let fault = #expect(throws: FeederFault.self) { try csv(text) }
        #expect(fault?.description == message)
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        let bytes = Array("a\n1\n".utf8) + [0xFF, 0x0A]
        let fault = #expect(throws: FeederFault.self) { try FeederRows.read(bytes, file: "x.csv") }
        #expect(fault?.line == 3)
        #expect(fault?.message == "not UTF-8")
    }

    @Test func jsonIsRead() throws {
        let rows = try json(
            """
            [{ "user": "\\u00e9", "id": 1.50, "on": true, "none": null, "list": [1, {"a":2}] },
             { "list": [], "id": 2, "user": "b", "on": false, "none": "" }]
            """)
        #expect(rows.columns == ["user", "id", "on", "none", "list"])
        #expect(values(rows) == [["é", "1.50", "true", "", "[1, {\"a\":2}]"], ["b", "2", "false", "", "[]"]])
    }

    @Test(arguments: [
        ("  \n", "U.JSON:1: the file is empty"),
        ("{}", "U.JSON:1: the file is no list of objects with keys"),
        ("[]", "U.JSON:1: the file is no list of objects with keys"),
        ("[{}]", "U.JSON:1: the file is no list of objects with keys"),
        ("[{\"a\": 1},\n5]", "U.JSON:2: a row must be an object, not a number"),
        ("[{\"a\": 1},\n{}]", "U.JSON:2: the key \"a\" is missing"),
        ("[{\"a\": 1},\n{\"a\": 1,\n\"b\": 2}]", "U.JSON:3: the first row has no key \"b\""),
        ("[{\"a\": 1},\n{\"a\": 1,}]", "U.JSON:2: trailing comma before \"}\""),
    ])
    func aFaultOfJSONSaysItsLine(_ text: String, _ message: String) {
        let fault = #expect(throws: FeederFault.self) { try json(text) }
        #expect(fault?.description == message)
    }
}
