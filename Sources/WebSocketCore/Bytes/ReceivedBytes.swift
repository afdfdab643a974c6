/// Bytes that were received, without a copy where they came in one piece.
package struct ReceivedBytes: Sendable {
    /// Set when the bytes came in pieces and had to be kept.
    @usableFromInline let kept: [UInt8]?
    @usableFromInline let range: Range<Int>

    init(range: Range<Int>) {
        kept = nil
        self.range = range
    }

    init(kept: [UInt8]) {
        self.kept = kept
        range = 0..<kept.count
    }

    /// How many bytes there are.
    package var count: Int { range.count }

    /// Lends the bytes.
    ///
    /// - Parameters:
    ///   - received: the span that was handed to the call which gave this value, still with the same bytes.
    ///   - body: gets exactly the bytes of this value; the span must not outlive the call.
    /// - Returns: what `body` returned.
    /// - Throws: what `body` throws.
    @inlinable
    package func withBytes<Result, Failure: Error>(
        in received: RawSpan, _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if let kept {
            try body(unsafe kept.span.bytes)
        } else {
            try body(received.extracting(range))
        }
    }
}
