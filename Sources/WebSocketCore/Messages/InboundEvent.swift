/// The payload of a ping or a pong, 125 bytes at most.
package typealias ControlPayload = ReceivedBytes

/// What a peer sent.
package enum InboundEvent: Sendable {
    /// A piece of a data message. An empty message gives one piece, which is first and last. Text is valid UTF-8 up to
    /// the piece's end, where a code point may be cut unless the piece is the last.
    case data(MessagePiece)
    /// Wants a pong with the same payload (RFC 6455, section 5.5.2).
    case ping(ControlPayload)
    /// Answers a ping, or none (section 5.5.3).
    case pong(ControlPayload)
    /// The last event of a connection; code and reason are valid (section 5.5.1).
    indirect case close(CloseStatus)
    /// All that came, from a decoder that passes bytes through; where they lie.
    case bytes(Range<Int>)
}
