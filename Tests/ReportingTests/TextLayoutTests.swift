import Testing

@testable import Reporting

@Test func whatAServerSendsCannotSteerTheTerminal() {
    #expect("a\u{1B}[31mb\r\nc\u{202E}d".printable == "a\u{FFFD}[31mb  c\u{FFFD}d")
}

@Test func longTextIsCutWithAMark() {
    #expect("abcdef".cut(to: 4) == "abc…")
    #expect("abcd".cut(to: 4) == "abcd")
    #expect("abcd".cut(to: 0).isEmpty)
}

@Test func textBreaksBetweenWords() {
    #expect("one two three four".wrapped(to: 9) == ["one two", "three", "four"])
    #expect("limit 1.00\u{A0}ms".wrapped(to: 10) == ["limit", "1.00 ms"])
    #expect("enormousword x".wrapped(to: 4) == ["enormousword", "x"])
}
