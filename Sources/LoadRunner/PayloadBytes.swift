import Glibc
import WebSocketCore

/// Bytes that live as long as the pool that made them, in a form that can be passed on without counting references:
/// the workers share them, and a count that all of them touch with every message would cost more than the message.
///
/// Unchecked, because a pointer is not `Sendable`: what it points to is written before the workers start and never again,
/// and each worker's plan holds the pool.
@safe struct PayloadBytes: @unchecked Sendable {
    let base: UnsafeRawPointer
    let count: Int

    /// Whether received bytes are those of a part of a message.
    @inline(__always)
    func matches(_ received: RawSpan, at offset: Int) -> Bool {
        guard offset + received.byteCount <= count else { return false }
        return unsafe received.withUnsafeBytes { got in
            unsafe got.count == 0 || memcmp(got.baseAddress!, base + offset, got.count) == 0
        }
    }
}
