/// How messages are cut into frames (RFC 6455, section 5.4).
package enum Fragmentation: Hashable, Sendable {
    /// One frame per message.
    case whole
    /// So many frames per message, drawn from the range, at least 1; the payload is cut evenly and frames may be empty.
    case frames(ClosedRange<Int>)
    /// So many payload bytes per frame, drawn from the range for each, at least 1; the last frame takes the rest.
    case bytes(ClosedRange<Int>)
}
