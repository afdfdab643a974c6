/// Gathers what is found wrong while one file is read.
final class DiagnosticList {
    /// More say nothing new, and their positions would cost time in a file that is no scenario at all.
    static let maximumCount = 200

    let source: SourceText
    private(set) var items: [Diagnostic] = []
    private(set) var hasErrors = false

    init(source: SourceText) {
        self.source = source
    }

    func error(_ message: String, at range: Range<Int>, help: String? = nil) {
        hasErrors = true
        add(.error, message, range, help)
    }

    func warning(_ message: String, at range: Range<Int>, help: String? = nil) {
        add(.warning, message, range, help)
    }

    /// In the order of the file; at one place in the order of finding.
    var sorted: [Diagnostic] {
        items.enumerated()
            .sorted { ($0.element.position.offset, $0.offset) < ($1.element.position.offset, $1.offset) }
            .map(\.element)
    }

    /// Names and texts of the file come into messages, and their control characters must not reach the terminal.
    private static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
        let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Takes in what was found in another list of the same source.
    func add(_ item: Diagnostic) {
        guard items.count < Self.maximumCount else { return }
        hasErrors = hasErrors || item.severity == .error
        items.append(item)
    }

    private func add(_ severity: Diagnostic.Severity, _ message: String, _ range: Range<Int>, _ help: String?) {
        guard items.count < Self.maximumCount else { return }
        let item = Diagnostic(
            severity: severity, message: Self.harmless(message), help: help.map(Self.harmless),
            position: source.position(of: range.lowerBound), length: range.count)
        // What several kinds of session have from the root is wrong for each of them, and said once.
        if !items.contains(item) { items.append(item) }
    }
}
