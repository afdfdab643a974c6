import Testing

@testable import WebSocketClient

@Suite struct StringLoggingTests {
    @Test(arguments: [
        ("", #""""#), ("it's gone", #""it's gone""#), ("Grüße 👋", #""Grüße 👋""#), ("a\"b\\n", #""a\"b\\n""#),
        ("a\r\nws.session=2", #""a\r\nws.session=2""#), ("\u{1B}[2K", #""\u{1B}[2K""#), ("\u{9B}2K", #""\u{009B}2K""#),
        ("a\u{85}b\u{2028}c\u{2029}", #""a\u{0085}b\u{2028}c\u{2029}""#), ("\u{202E}txt", #""\u{202E}txt""#),
    ])
    func whatOthersWroteIsQuotedAndOnOneLine(text: String, logged: String) {
        #expect(text.quotedInLog == logged)
    }

    @Test func wordsOfOnesOwnKeepTheirQuotes() {
        #expect(#"the alert "bad certificate""#.onOneLine == #"the alert "bad certificate""#)
    }
}
