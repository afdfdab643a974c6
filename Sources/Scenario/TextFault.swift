/// What is wrong with a text such as a duration or a URL.
struct TextFault: Error, Equatable {
    /// A whole sentence without its end.
    var message: String
    var help: String?
    /// The faulty part, in bytes of the text; nil: all of it.
    var range: Range<Int>?

    init(_ message: String, help: String? = nil, range: Range<Int>? = nil) {
        self.message = message
        self.help = help
        self.range = range
    }
}

extension TextFault {
    /// The fault of a text that has spaces where none may be.
    ///
    /// - Parameters:
    ///   - message: a whole sentence without its end.
    ///   - text: as it was written.
    ///   - example: the help where nothing better is known.
    ///   - parse: reads such a text without its spaces; its own help is given where it refuses that, too.
    /// - Returns: the fault of the whole text.
    static func spaces<Value>(
        _ message: String, in text: String, example: String, _ parse: (String) throws(TextFault) -> Value
    ) -> TextFault {
        let closed = text.filter { $0 != " " }
        do {
            _ = try parse(closed)
            return TextFault(message, help: "did you mean \"\(closed)\"?")
        } catch {
            return TextFault(message, help: error.help ?? example)
        }
    }
}
