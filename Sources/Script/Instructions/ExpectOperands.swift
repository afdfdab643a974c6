/// What instruction `expect` waits for.
package struct ExpectOperands: Sendable {
    /// One message that must come, and what is kept of it.
    package struct Message: Sendable {
        /// What it must be.
        package var match: CompiledMatch
        /// What is taken from it.
        package var captures: [CompiledCapture]
    }

    /// In the order of the script; 64 at the most, for the session keeps a bit for each.
    package var messages: [Message]
    /// How long they may take.
    package var patience: Duration
    /// Of the program's `checks`; nil: a failure is an error.
    package var check: Int?
    /// Whether a failure ends the script.
    package var endsOnFailure: Bool
    /// Whether the time from the latest send counts as a round trip.
    package var isReply: Bool
}
