import Testing

@testable import Scenario

@Suite struct DiagnosticRendererTests {
    private func render(_ text: String, _ range: Range<Int>, help: String? = nil) -> String {
        let source = SourceText(Array(text.utf8))
        let diagnostic = Diagnostic(
            severity: .error, message: "no", help: help, position: source.position(of: range.lowerBound),
            length: range.count)
        return DiagnosticRenderer(source: source, file: "a.json").render(diagnostic)
    }

    @Test func marksThePlace() {
        #expect(
            render("{\n  \"a\": 12\n}", 9..<11, help: "write 13") == """
                a.json:2:8: error: no
                 2 |   "a": 12
                   |        ^^
                   help: write 13

                """)
    }

    @Test func tabsAreSpaces() {
        #expect(
            render("\t\t12", 2..<4) == """
                a.json:1:3: error: no
                 1 |         12
                   |         ^^

                """)
    }

    @Test func wideCharactersTakeTwoColumns() {
        #expect(
            render("\"日本😀e\u{301}\": 1", 17..<18) == """
                a.json:1:9: error: no
                 1 | "日本😀e\u{301}": 1
                   |            ^

                """)
        #expect(render("\"日本\"", 0..<8).contains("   | ^^^^^^\n"))
    }

    @Test func controlCharactersAndBrokenBytesDoNotReachTheTerminal() {
        #expect(render("a\u{1B}[2Jb", 5..<6).contains(" 1 | a\u{FFFD}[2Jb\n   |      ^\n"))
        let source = SourceText([0x61, 0xFF, 0x62])
        let diagnostic = Diagnostic(
            severity: .warning, message: "no", position: source.position(of: 1), length: 1)
        let text = DiagnosticRenderer(source: source, file: "a.json").render(diagnostic)
        #expect(text == "a.json:1:2: warning: no\n 1 | a\u{FFFD}b\n   |  ^\n")
    }

    @Test func longLinesAreCutAroundThePlace() {
        let before = String(repeating: "x", count: 200)
        let after = String(repeating: "y", count: 200)
        let lines = render(before + "1234" + after, 200..<204).split(separator: "\n")
        let shown = "…" + String(repeating: "x", count: 40) + "1234" + String(repeating: "y", count: 56) + "…"
        #expect(lines[0] == "a.json:1:201: error: no")
        #expect(lines[1] == " 1 | \(shown)")
        #expect(lines[2] == "   | \(String(repeating: " ", count: 41))^^^^")
        #expect(render(before, 0..<200).hasSuffix("   | \(String(repeating: "^", count: 100))\n"))
    }

    @Test func thePlaceMayLieBehindTheLineOrSpanMoreThanIt() {
        #expect(render("{\"a\": 1\n}", 7..<8).contains("   |        ^\n"))
        #expect(render("[1,\n2]", 0..<6).contains("   | ^^^\n"))
        #expect(render("", 0..<0) == "a.json:1:1: error: no\n 1 | \n   | ^\n")
    }
}
