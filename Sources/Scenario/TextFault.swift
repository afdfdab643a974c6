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
