import Scenario

extension TemplateText: ExpressibleByStringLiteral {
    /// A text without values.
    public init(stringLiteral text: String) { self.init(text.isEmpty ? [] : [.literal(Array(text.utf8))]) }
}
