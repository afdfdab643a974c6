/// The four bytes that mask a frame's payload (RFC 6455, section 5.3).
@usableFromInline @frozen package struct MaskKey: RawRepresentable, Hashable, Sendable {
    /// The byte that is first on the wire is the least significant one.
    @usableFromInline package let rawValue: UInt32

    @inlinable
    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The key that masks without changing a byte.
    package static let zero = MaskKey(rawValue: 0)

    /// The key for the bytes that come after `count` bytes of the payload.
    func rotated(by count: Int) -> MaskKey {
        let bits = UInt32(truncatingIfNeeded: count & 3) &* 8
        return MaskKey(rawValue: rawValue &>> bits | rawValue &<< (32 &- bits & 31))
    }
}
