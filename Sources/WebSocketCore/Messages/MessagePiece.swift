/// A part of a data message, as it came.
package struct MessagePiece: Hashable, Sendable {
    /// `text` or `binary`, also for the pieces of continuation frames.
    package let opcode: Opcode
    /// Where the piece lies, unmasked, in the bytes that were given to the decoder.
    package let range: Range<Int>
    /// Whether this is the message's first piece.
    package let isFirst: Bool
    /// Whether the message ends with this piece.
    package let isLast: Bool
    /// Whether it is to be inflated with the message's other pieces (RFC 7692).
    package let isCompressed: Bool
    /// Frames of the message so far, this piece's own included.
    package let frames: Int

    package init(
        opcode: Opcode, range: Range<Int>, isFirst: Bool, isLast: Bool, isCompressed: Bool = false, frames: Int
    ) {
        self.opcode = opcode
        self.range = range
        self.isFirst = isFirst
        self.isLast = isLast
        self.isCompressed = isCompressed
        self.frames = frames
    }
}
