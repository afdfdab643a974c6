/// What instructions `expectClose` and `fault` look for.
package struct CloseOperands: Sendable {
    /// Any of these, 1006 for an end without a close frame; empty: any code.
    package var codes: [UInt16]
    /// How long the server may take.
    package var patience: Duration
    /// Of the program's `checks`.
    package var check: Int

    /// Whether a session's end is what was expected (RFC 6455, section 7.1.5).
    package func holds(for code: UInt16) -> Bool { codes.isEmpty || codes.contains(code) }
}
