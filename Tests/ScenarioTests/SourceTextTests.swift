import Testing

@testable import Scenario

@Suite struct SourceTextTests {
    @Test func columnsCountCharacters() {
        let source = SourceText(Array("a\u{301}é😀x\r\n\ty\nz".utf8))
        #expect(source.position(of: 0) == SourcePosition(line: 1, column: 1, offset: 0))
        #expect(source.position(of: 3) == SourcePosition(line: 1, column: 2, offset: 3))
        #expect(source.position(of: 5) == SourcePosition(line: 1, column: 3, offset: 5))
        #expect(source.position(of: 9) == SourcePosition(line: 1, column: 4, offset: 9))
        #expect(source.position(of: 13) == SourcePosition(line: 2, column: 2, offset: 13))
        #expect(source.position(of: 15) == SourcePosition(line: 3, column: 1, offset: 15))
        #expect(source.position(of: 16) == SourcePosition(line: 3, column: 2, offset: 16))
    }

    @Test func linesComeWithoutTheirEnds() {
        let source = SourceText(Array("ab\r\n\ncd".utf8))
        #expect(source.bytes(ofLine: 1) == 0..<2)
        #expect(source.bytes(ofLine: 2) == 4..<4)
        #expect(source.bytes(ofLine: 3) == 5..<7)
    }
}
