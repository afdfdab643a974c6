/// Payload bytes of compressed messages, since the table was made.
package struct DeflateCounts: Sendable, Equatable {
    /// As messages were before they were compressed, and as they were sent.
    package var sentBefore = 0, sentAfter = 0
    /// As messages were received, and as they were once they were inflated.
    package var receivedBefore = 0, receivedAfter = 0

    package init() {}
}
