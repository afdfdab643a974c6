/// A refusal of the opening handshake that is as it should be.
package struct RefusalOperands: Sendable {
    /// Of the HTTP status (RFC 6455, section 4.1).
    package var status: ClosedRange<Int>
    /// Of the program's `checks`.
    package var check: Int
}
