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

    /// Appends what `write` makes in memory of its own.
    ///
    /// - Parameters:
    ///   - capacity: of that memory, in bytes; at most some hundreds.
    ///   - write: gets the memory, with anything in it, and says which part is to be appended.
    @inline(__always)
    mutating func append(upTo capacity: Int, _ write: (inout MutableSpan<UInt8>) -> Range<Int>) {
        unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { memory in
            var bytes = unsafe memory.mutableSpan
            let range = write(&bytes)
            precondition(range.lowerBound >= 0 && range.upperBound <= capacity)
            unsafe append(contentsOf: UnsafeBufferPointer(rebasing: memory[range]))
        }
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
