import Testing

@testable import Scenario

@Suite struct DiagnosticRendererTests {
    private func render(_ text: String, _ range: Range<Int>, help: String? = nil, width: Int = 107) -> String {
        let source = SourceText(Array(text.utf8))
        let diagnostic = Diagnostic(
            severity: .error, message: "no", help: help, position: source.position(of: range.lowerBound),
            length: range.count)
        return DiagnosticRenderer(source: source, file: "a.json", width: width).render(diagnostic)
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
        let text = DiagnosticRenderer(source: source, file: "a.json", width: 80).render(diagnostic)
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

    @Test(arguments: [1, 20, 40, 80, 200]) func linesFitTheTerminalAndTheMarkStandsUnderThePlace(width: Int) {
        let text = String(repeating: "x", count: 150) + "日" + String(repeating: "y", count: 150)
        for offset in [0, 1, 75, 149, 150, 153, 302] {
            let lines = render(text, offset..<offset + 1, width: width).split(separator: "\n").map(String.init)
            let (line, mark) = (lines[1].dropFirst(5), lines[2].dropFirst(5))
            let columns = line.unicodeScalars.reduce(0) { $0 + $1.displayWidth }
            #expect(columns + 5 <= max(width, 15))
            // What stands above the mark's first column.
            var before = mark.prefix { $0 == " " }.count
            let above = line.unicodeScalars.first { scalar in
                before -= scalar.displayWidth
                return before < 0
            }
            #expect(above == (offset == 150 ? "日" : offset < 150 ? "x" : "y"), "\(lines)")
        }
        let behind = render(text, 303..<304, width: width).split(separator: "\n")
        #expect(behind[2].count <= max(width, 15) && behind[1].hasSuffix("y"))
    }

    @Test func thePlaceMayLieBehindTheLineOrSpanMoreThanIt() {
        #expect(render("{\"a\": 1\n}", 7..<8).contains("   |        ^\n"))
        #expect(render("[1,\n2]", 0..<6).contains("   | ^^^\n"))
        #expect(render("", 0..<0) == "a.json:1:1: error: no\n 1 | \n   | ^\n")
    }
}
