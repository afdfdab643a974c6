import Scenario

/// A payload of which only size and type are told.
package struct GeneratedPayload: Sendable {
    /// Of every message.
    package var sizes: SizeDistribution
    /// Text has printable characters.
    package var kind: MessageKind
}
