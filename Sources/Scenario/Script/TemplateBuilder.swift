/// Puts a template together, with neighbouring literals as one.
struct TemplateBuilder {
    private var segments: [TemplateText.Segment] = []
    private var literal: [UInt8] = []

    /// All that was appended.
    var text: TemplateText {
        TemplateText(literal.isEmpty ? segments : segments + [.literal(literal)])
    }

    /// Whether a stamp is among what was appended.
    var holdsStamp: Bool { segments.contains(where: \.isStamp) }

    mutating func append(_ bytes: [UInt8]) { literal += bytes }

    mutating func append(_ text: String) { literal += text.utf8 }

    mutating func append(_ segment: TemplateText.Segment) {
        segments = text.segments + [segment]
        literal = []
    }
}
