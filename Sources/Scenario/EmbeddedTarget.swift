/// What Squall's own server does with messages, by its name in scenarios.
package enum EmbeddedTarget: String, Sendable, CaseIterable {
    /// Each message goes back to its sender.
    case echo
    /// Each message goes to all open sessions of the same path, the sender included.
    case broadcast
}
