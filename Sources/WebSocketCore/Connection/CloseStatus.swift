/// What a close frame said (RFC 6455, section 5.5.1).
package struct CloseStatus: Hashable, Sendable {
    /// Nil when the frame's body was empty.
    package let code: CloseCode?
    /// Empty when there was none; at most 123 bytes of UTF-8.
    package let reason: String

    package init(code: CloseCode?, reason: String = "") {
        self.code = code
        self.reason = reason
    }
}
