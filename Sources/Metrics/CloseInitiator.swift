/// Who began to close a connection.
package enum CloseInitiator: String, Sendable, Codable {
    /// Squall.
    case client
    /// The server under test.
    case server
    /// Nobody: the stream ended or broke without a close frame.
    case none
}
