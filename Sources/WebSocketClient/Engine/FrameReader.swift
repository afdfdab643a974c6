import WebSocketCore

/// Reads the frames that a server sends, each whole: the header checked as soon as it is there, the payload gathered.
struct FrameReader {
    /// Bytes of a payload for which room is made before they come.
    private static let foresight = 64 << 10
    /// Bytes of what was cut that an error carries.
    static let reportedBytes = 256

    /// On what a server sends, in bytes.
    var limits: FrameLimits
    /// Those that extensions use, RSV1 as 4, RSV2 as 2, RSV3 as 1.
    var reservedBits: UInt8 = 0
    /// Whether they may stand on every frame, and not only on the first one of a message.
    var permitsBitsEverywhere = false

    private var head = InlineArray<14, UInt8>(repeating: 0)
    private var headCount = 0
    private var header: FrameHeader?
    private var payload: [UInt8] = []
    private var missing = 0
    /// Of the message under way: what it is, and the length of its frames.
    private var message: (kind: Frame.Kind, length: Int)?

    init(limits: FrameLimits) { self.limits = limits }

    /// Takes bytes up to the end of the next frame.
    ///
    /// - Parameters:
    ///   - bytes: what was received.
    ///   - cursor: where to go on; moved behind what was taken.
    /// - Returns: nil when all bytes are taken.
    /// - Throws: the rule that was broken; what follows means nothing then.
    mutating func next(_ bytes: RawSpan, at cursor: inout Int) throws(ProtocolViolation) -> Frame? {
        if header == nil {
            let start = cursor
            guard let header = readHeader(bytes, at: &cursor) else { return nil }
            do throws(ProtocolViolation) {
                try begin(header)
            } catch {
                keep(header, bytes, start..<cursor)
                throw error
            }
        }
        guard let header else { return nil }
        let count = min(missing, bytes.byteCount - cursor)
        if count > 0 {
            unsafe bytes.extracting(cursor..<cursor + count).withUnsafeBytes { unsafe payload.append(contentsOf: $0) }
            cursor += count
            missing -= count
        }
        guard missing == 0 else { return nil }
        defer {
            self.header = nil
            payload = []
        }
        return frame(header)
    }

    /// Keeps a header that breaks a rule among what was cut. One that came in parts is there.
    private mutating func keep(_ header: FrameHeader, _ bytes: RawSpan, _ range: Range<Int>) {
        headCount = header.encodedSize
        guard range.count == headCount else { return }
        for index in 0..<headCount {
            head[index] = unsafe bytes.unsafeLoad(fromByteOffset: range.lowerBound + index, as: UInt8.self)
        }
    }

    /// The end of what has come of a frame that is not whole, or that breaks a rule.
    var cutBytes: [UInt8] {
        Array(((0..<headCount).map { head[$0] } + payload).suffix(FrameReader.reportedBytes))
    }

    private mutating func readHeader(_ bytes: RawSpan, at cursor: inout Int) -> FrameHeader? {
        if headCount == 0, let header = FrameHeader(decoding: bytes, at: cursor) {
            cursor += header.encodedSize
            return header
        }
        while cursor < bytes.byteCount {
            head[headCount] = unsafe bytes.unsafeLoad(fromByteOffset: cursor, as: UInt8.self)
            headCount += 1
            cursor += 1
            if let header = FrameHeader(decoding: unsafe head.span.bytes.extracting(first: headCount), at: 0) {
                headCount = 0
                return header
            }
        }
        return nil
    }

    private mutating func begin(_ header: FrameHeader) throws(ProtocolViolation) {
        // They mark messages (RFC 7692, section 6): extensions see no other frames.
        let mayHaveBits = permitsBitsEverywhere || header.opcode == .text || header.opcode == .binary
        try header.check(
            receivedBy: .client, limits: limits, reservedBits: mayHaveBits ? reservedBits : 0,
            messageLength: message?.length)
        self.header = header
        missing = Int(header.payloadLength)
        payload.reserveCapacity(min(missing, FrameReader.foresight))
        guard !header.opcode.isControl else { return }
        if header.opcode == .continuation {
            message?.length += missing
        } else {
            message = (header.opcode == .text ? .text : .binary, missing)
        }
    }

    private mutating func frame(_ header: FrameHeader) -> Frame {
        let kind: Frame.Kind =
            switch header.opcode {
            case .close: .close
            case .ping: .ping
            case .pong: .pong
            default: message?.kind ?? .binary
            }
        if !kind.isControl, header.fin { message = nil }
        return Frame(
            kind, data: payload, fin: header.fin, rsv1: header.rsv & 4 != 0, rsv2: header.rsv & 2 != 0,
            rsv3: header.rsv & 1 != 0)
    }
}
