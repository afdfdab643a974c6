/// Finds the end of the head of a request or response, at any split of the bytes.
///
/// A head that comes whole is not copied.
struct HeadCollector: Sendable {
    private let limits: HandshakeLimits
    /// What has come of a head that is cut.
    private(set) var kept: [UInt8] = []
    private var scan = Scan()

    init(limits: HandshakeLimits) {
        self.limits = limits
    }

    /// Takes bytes up to the empty line that ends the head.
    ///
    /// - Parameters:
    ///   - bytes: what was received.
    ///   - cursor: where to go on; moved behind what was taken.
    /// - Returns: the head with its empty line, or nil when it has not come to its end.
    /// - Throws: a head beyond the limits, or a line that does not end with CR LF.
    mutating func collect(_ bytes: RawSpan, at cursor: inout Int) throws(HandshakeError) -> ReceivedBytes? {
        let start = cursor
        if kept.isEmpty {
            if let size = try scan.end(of: bytes.extracting(start..<bytes.byteCount), limits: limits) {
                cursor = start + size
                return ReceivedBytes(range: start..<cursor)
            }
            kept = bytes.array(start..<bytes.byteCount)
            cursor = bytes.byteCount
            return nil
        }
        let before = kept.count
        unsafe bytes.extracting(start..<bytes.byteCount).withUnsafeBytes { unsafe kept.append(contentsOf: $0) }
        let all = kept
        guard let size = try unsafe scan.end(of: all.span.bytes, limits: limits) else {
            cursor = bytes.byteCount
            return nil
        }
        cursor = start + size - before
        kept = []
        return ReceivedBytes(kept: Array(all[..<size]))
    }
}

extension HeadCollector {
    /// How far the search for the empty line has come, in offsets from the head's first byte.
    private struct Scan: Sendable {
        private var position = 0
        private var lineStart = 0
        private var lines = 0

        /// The size of the head, or nil when its end has not come.
        mutating func end(of head: RawSpan, limits: HandshakeLimits) throws(HandshakeError) -> Int? {
            let allowed = min(head.byteCount, limits.headSize)
            while let offset = head.firstIndex(of: UInt8(ascii: "\n"), in: position..<max(position, allowed)) {
                position = offset + 1
                guard offset > lineStart, head.byte(at: offset - 1) == UInt8(ascii: "\r") else {
                    throw .malformedHeader(head.string(lineStart..<offset))
                }
                if offset == lineStart + 1 { return offset + 1 }
                lineStart = offset + 1
                lines += 1
                // The first line is not a header.
                guard lines <= limits.headerCount + 1 else { throw .tooManyHeaders(limit: limits.headerCount) }
            }
            position = allowed
            guard allowed == head.byteCount else { throw .headTooLarge(limit: limits.headSize) }
            return nil
        }
    }
}
