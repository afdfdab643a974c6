import Scenario

/// What instruction `messages` does: the loop of the short form.
package struct MessageLoopOperands: Sendable {
    /// What is sent, and when.
    package var messages: MessagePlan
    /// What each message is answered with.
    package var reply: ReplyPlan
}
