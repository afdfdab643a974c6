/// What instruction `ping` sends, and how long it waits for the pong.
package struct PingOperands: Sendable {
    /// Never generated.
    package var payload: SendOperands.Payload
    /// How long the pong may take.
    package var patience: Duration
}
