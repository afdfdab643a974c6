/// What the parts of the decoder share while they read one file.
final class DecodingContext {
    let diagnostics: DiagnosticList
    let fileStatus: (String) -> FileStatus
    /// The size of the payload file, where there is one.
    var payloadFileBytes = 0
    private var places: [String: Range<Int>] = [:]

    init(diagnostics: DiagnosticList, fileStatus: @escaping (String) -> FileStatus) {
        self.diagnostics = diagnostics
        self.fileStatus = fileStatus
    }

    /// Remembers where the value of a key stands, for checks that look at several keys.
    func note(_ path: String, at range: Range<Int>) {
        places[path] = range
    }

    /// Where the value of a key stands; nil where the file does not give it.
    func place(_ path: String) -> Range<Int>? {
        places[path]
    }

    /// Whether these values are as the file meant them: given without a fault, or left to their defaults.
    func areSound(_ paths: String...) -> Bool {
        paths.allSatisfy { path in
            guard let place = places[path] else { return true }
            return !diagnostics.items.contains { $0.severity == .error && place.contains($0.position.offset) }
        }
    }

    /// Reports what is wrong with the text of a string, at the faulty part of it.
    func report(_ fault: TextFault, in node: JSONNode, _ path: String) {
        var range = node.range
        // With escapes in the literal the bytes of the text are not those of the file.
        if let part = fault.range, case .string(let text) = node.value, text.utf8.count == range.count - 2 {
            range = range.lowerBound + 1 + part.lowerBound..<range.lowerBound + 1 + part.upperBound
        }
        diagnostics.error("\"\(path)\": \(fault.message)", at: range, help: fault.help)
    }
}
