/// A message that is taken whenever it comes, and what is done then.
package struct ListenerOperands: Sendable {
    /// What it must be, and what is taken from it.
    package var message: ExpectOperands.Message
    /// Where its instructions begin.
    package var entry: Int
}
