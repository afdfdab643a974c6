extension [UInt8] {
    /// Appends a copy of `bytes`.
    @inline(__always)
    mutating func append(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe append(contentsOf: $0) }
    }

    /// Appends the bytes of `range` of another array.
    @inline(__always)
    mutating func append(_ range: Range<Int>, of other: [UInt8]) {
        unsafe append(other.span.bytes.extracting(range))
    }

    /// Overwrites eight bytes, the least significant first.
    @inline(__always)
    mutating func store(_ word: UInt64, at offset: Int) {
        precondition(offset >= 0 && offset + 8 <= count)
        unsafe withUnsafeMutableBytes {
            unsafe $0.storeBytes(of: word.littleEndian, toByteOffset: offset, as: UInt64.self)
        }
    }

    /// Lends the bytes; the span must not outlive the call.
    @inline(__always)
    func withRawSpan<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe span.bytes)
    }
}
