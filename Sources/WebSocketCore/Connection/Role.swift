/// The part that an endpoint plays in a connection (RFC 6455, section 1.2).
package enum Role: UInt8, Hashable, Sendable {
    /// Opens the connection and masks what it sends.
    case client
    /// Accepts the connection and sends unmasked.
    case server
}
