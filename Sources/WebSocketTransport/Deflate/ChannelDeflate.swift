import WebSocketCore
import WebSocketDeflate

/// permessage-deflate of one channel: what was agreed on, and the messages under way. zlib's memory is taken when the
/// first compressed message needs it, so that an idle session has none.
final class ChannelDeflate {
    /// How this side compresses.
    let group: DeflateGroup
    /// Whether the peer's messages refer to those before.
    let inflatesInContext: Bool
    let inflateWindowBits: Int

    /// This channel's own with context; else lent for the message under way.
    var deflater: Deflater?
    /// Likewise.
    var inflater: Inflater?

    // The message that comes.
    /// The piece that is inflated now, and how far.
    var piece: MessagePiece?
    var cursor = 0
    /// Bytes that came out so far.
    var inflated = 0
    var utf8 = UTF8Validator()
    var hasGivenPiece = false

    // The message that is sent piece by piece.
    var isSendingPieces = false
    var hasSentFrame = false

    init(group: DeflateGroup, agreed: DeflateParameters, role: Role) {
        self.group = group
        inflatesInContext = role == .client ? !agreed.serverNoContextTakeover : !agreed.clientNoContextTakeover
        inflateWindowBits = role == .client ? agreed.serverMaxWindowBits : agreed.clientMaxWindowBits
    }

    /// The next part of what a message inflates to, at the start of a block.
    ///
    /// - Parameters:
    ///   - received: where the ranges of pieces lie.
    ///   - block: is filled.
    ///   - limit: on the whole message.
    /// - Returns: nil where the piece is done.
    /// - Throws: data that cannot be inflated, that are too many, or no text though they should be.
    func next(
        from received: RawSpan, into block: inout MutableRawSpan, limit: Int
    ) throws(ProtocolViolation) -> MessagePiece? {
        guard let source = piece, let inflater else { return nil }
        // One byte beyond the limit is enough to know.
        var room = block._mutatingExtracting(first: min(block.byteCount, limit - inflated + 1))
        let step: Inflater.Step
        do throws(InflateFault) {
            step = try inflater.inflate(
                received.extracting(source.range), at: &cursor, isLast: source.isLast, into: &room)
        } catch {
            throw .undecodableData(reason: error.reason)
        }
        inflated += step.count
        guard inflated <= limit else { throw .messageTooBig(length: UInt64(inflated), limit: limit) }
        let isLast = step.isDone && source.isLast
        if source.opcode == .text { try checkText(block.bytes, step.count, isLast: isLast) }
        if step.isDone { piece = nil }
        guard step.count > 0 || isLast else { return nil }
        defer { hasGivenPiece = !isLast }
        return MessagePiece(
            opcode: source.opcode, range: 0..<step.count, isFirst: !hasGivenPiece, isLast: isLast,
            frames: source.frames)
    }

    private func checkText(_ block: RawSpan, _ count: Int, isLast: Bool) throws(ProtocolViolation) {
        if let wrong = utf8.firstInvalid(in: block, 0..<count) {
            throw .invalidUTF8(offset: inflated - count + wrong)
        }
        if isLast, !utf8.isComplete { throw .truncatedUTF8(length: inflated) }
    }
}
