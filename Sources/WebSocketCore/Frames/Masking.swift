/// How the frames that are sent are masked.
@usableFromInline @frozen package enum Masking: Hashable, Sendable {
    /// A fresh key per frame, as RFC 6455 section 5.3 asks of clients. The generator is fast, not cryptographic.
    case random
    /// The same key for every frame: same bytes on the wire at every run.
    case fixed(MaskKey)
    /// A key of zero: the frame is marked as masked and its payload stays as it is.
    case zero
    /// No masking: right for servers; from clients it breaks section 5.1, on purpose.
    case none

    /// The key of the next frame.
    ///
    /// - Parameter random: the worker's generator, drawn from in the mode `random` only.
    /// - Returns: nil when the frame is to be sent unmasked.
    @inlinable
    package func key(_ random: inout FastRandom) -> MaskKey? {
        switch self {
        case .random: MaskKey(rawValue: UInt32(truncatingIfNeeded: random.next()))
        case .fixed(let key): key
        case .zero: MaskKey(rawValue: 0)
        case .none: nil
        }
    }
}
