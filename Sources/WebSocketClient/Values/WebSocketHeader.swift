/// One header field of the opening handshake.
public struct WebSocketHeader: Sendable, Hashable {
    /// Compared without regard to case.
    public var name: String
    /// Without the blanks around it.
    public var value: String

    /// - Parameters:
    ///   - name: a token.
    ///   - value: without line breaks.
    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
