import CLinuxShims
import Glibc

extension RawSpan {
    /// The byte at `offset`, which must lie inside.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromByteOffset: offset, as: UInt8.self)
    }

    /// The byte at `offset`, or 0 where that is the end; it must not lie before the beginning.
    @inline(__always)
    func byteOrEnd(at offset: Int) -> UInt8 {
        unsafe offset < byteCount ? unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self) : 0
    }

    /// Eight bytes, the least significant first, or nil where fewer are left; it must not lie before the beginning.
    @inline(__always)
    func wordOrEnd(at offset: Int) -> UInt64? {
        guard offset &+ 8 <= byteCount else { return nil }
        return unsafe UInt64(
            littleEndian: unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Eight bytes, the least significant first; all of them must lie inside.
    @inline(__always)
    func littleEndian64(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Whether these are the same bytes.
    func equals(_ other: RawSpan) -> Bool {
        guard byteCount == other.byteCount else { return false }
        return unsafe withUnsafeBytes { mine in
            unsafe other.withUnsafeBytes { theirs in
                guard let left = mine.baseAddress, let right = theirs.baseAddress else { return true }
                return unsafe memcmp(left, right, mine.count) == 0
            }
        }
    }

    /// The offset of the first place that holds `wanted`; what is empty is found at 0.
    func firstOffset(of wanted: RawSpan) -> Int? {
        guard !wanted.isEmpty else { return 0 }
        guard wanted.byteCount <= byteCount else { return nil }
        return unsafe withUnsafeBytes { bytes in
            unsafe wanted.withUnsafeBytes { wanted in
                let place = unsafe squall_find(bytes.baseAddress, bytes.count, wanted.baseAddress, wanted.count)
                guard let place = unsafe place, let base = bytes.baseAddress else { return nil }
                return unsafe place - base
            }
        }
    }

    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    var text: String {
        unsafe withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }
}
