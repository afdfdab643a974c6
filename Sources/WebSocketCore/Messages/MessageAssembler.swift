/// Makes whole messages of pieces, for those who cannot work on pieces.
///
/// What it holds is bounded by the message limit of the decoder, which checks it before a frame's payload comes.
package struct MessageAssembler: Sendable {
    /// Storage up to this size is kept between messages; more is given back.
    @usableFromInline static let keptCapacity = 64 << 10

    @usableFromInline var collected: [UInt8] = []

    package init() {}

    /// Bytes held of a message that has not ended.
    package var count: Int { collected.count }

    /// Takes the next piece.
    ///
    /// - Parameters:
    ///   - piece: as the decoder gave it, none left out.
    ///   - bytes: that were given to the decoder.
    ///   - whole: called when the message is complete, with its bytes: where they were received if it came in one piece,
    ///     else collected. The span must not outlive the call.
    /// - Returns: what `whole` returned, or nil while the message is incomplete.
    /// - Throws: what `whole` throws.
    @inlinable
    package mutating func add<Result, Failure: Error>(
        _ piece: MessagePiece, from bytes: RawSpan, whole: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        if piece.isFirst && piece.isLast {
            return try whole(bytes.extracting(piece.range))
        }
        unsafe bytes.extracting(piece.range).withUnsafeBytes { unsafe collected.append(contentsOf: $0) }
        guard piece.isLast else { return nil }
        defer { collected.removeAll(keepingCapacity: collected.capacity <= Self.keptCapacity) }
        return try whole(unsafe collected.span.bytes)
    }
}
