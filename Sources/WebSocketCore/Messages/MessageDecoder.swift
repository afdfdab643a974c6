/// One direction of one connection: bytes in, events out (RFC 6455, sections 5 and 6.2).
///
/// It makes no assumption on how bytes are split, buffers no payload of messages, and holds heap memory only while a
/// control frame is cut. After a close frame or a violation it takes all further bytes and gives no event.
package struct MessageDecoder: Sendable {
    private enum Phase: UInt8 {
        case header, data, control, finished, passing
    }

    /// On frames and messages, in bytes.
    package let limits: FrameLimits
    /// Payload bytes of the frame under way that have not come.
    private var remaining = 0
    /// Bytes of the message under way by the headers of its frames.
    private var messageLength = 0
    /// Set while a control frame is cut.
    private var cutControl: [UInt8]?
    private var frames: UInt32 = 0
    /// Already turned to the next byte that comes.
    private var key = MaskKey.zero
    /// The bytes of a header that is cut.
    private var cutHeader = InlineArray<14, UInt8>(repeating: 0)
    private var cutHeaderCount: UInt8 = 0
    private let role: Role
    private var phase = Phase.header
    private var frameOpcode = Opcode.continuation
    private var messageOpcode = Opcode.binary
    private var isFinalFrame = false
    private var isInMessage = false
    private var isFirstPiece = false
    private var permitsCompression = false
    private var permitsUnmasked = false
    private var isMasked = false
    private var isCompressed = false
    private var utf8 = UTF8Validator()

    /// - Parameters:
    ///   - role: of this endpoint: a client takes unmasked frames only, a server masked ones only, unless told otherwise.
    ///   - limits: on frames and messages, in bytes.
    package init(role: Role, limits: FrameLimits) {
        self.role = role
        self.limits = limits
    }

    /// Whether a close frame or a violation has ended the stream of events.
    package var isFinished: Bool { phase == .finished }

    /// Takes compressed messages from here on (RFC 7692), whose pieces say so and are not looked at: that they are UTF-8,
    /// and no longer than the limit, is to be checked once they are inflated.
    package mutating func permitCompression() { permitsCompression = true }

    /// Reads no frames from here on and gives the bytes as they are, for an owner who reads frames on its own.
    package mutating func passThrough() { phase = .passing }

    /// Takes frames without a mask too, which a server must not (RFC 6455, section 5.1): for comparisons that ask what
    /// masking costs.
    package mutating func permitUnmasked() { permitsUnmasked = true }

    /// Takes all further bytes and gives no event, because of what was found in a piece.
    package mutating func stop() {
        phase = .finished
        cutControl = nil
    }

    /// Takes bytes up to the next event. Masked payload is unmasked in place.
    ///
    /// - Parameters:
    ///   - bytes: what was received; ranges in events are into these.
    ///   - cursor: where to go on; moved behind what was taken. Begin with 0 for new bytes.
    /// - Returns: nil when all bytes are taken.
    /// - Throws: the rule that was broken; the bytes that follow mean nothing then (section 7.1.7).
    package mutating func next(
        _ bytes: inout MutableRawSpan, at cursor: inout Int
    ) throws(ProtocolViolation) -> InboundEvent? {
        do {
            return try advance(&bytes, &cursor)
        } catch {
            finish(bytes.byteCount, &cursor)
            throw error
        }
    }

    @inline(__always)
    private mutating func advance(
        _ bytes: inout MutableRawSpan, _ cursor: inout Int
    ) throws(ProtocolViolation) -> InboundEvent? {
        while true {
            switch phase {
            case .header:
                guard let header = try header(bytes.bytes, &cursor) else { return nil }
                try begin(header)
            case .data:
                if let piece = try piece(&bytes, &cursor) { return .data(piece) }
                if phase == .data { return nil }
            case .control:
                return try control(&bytes, &cursor)
            case .finished:
                finish(bytes.byteCount, &cursor)
                return nil
            case .passing:
                guard cursor < bytes.byteCount else { return nil }
                defer { cursor = bytes.byteCount }
                return .bytes(cursor..<bytes.byteCount)
            }
        }
    }

    private mutating func finish(_ count: Int, _ cursor: inout Int) {
        stop()
        cursor = count
    }
}

extension MessageDecoder {
    @inline(__always)
    private mutating func header(
        _ bytes: RawSpan, _ cursor: inout Int
    ) throws(ProtocolViolation) -> FrameHeader? {
        if cutHeaderCount == 0, let header = FrameHeader(decoding: bytes, at: cursor) {
            cursor += header.encodedSize
            return header
        }
        return try cutHeader(bytes, &cursor)
    }

    /// Byte by byte, for a header that was split between two reads.
    private mutating func cutHeader(
        _ bytes: RawSpan, _ cursor: inout Int
    ) throws(ProtocolViolation) -> FrameHeader? {
        while cursor < bytes.byteCount {
            cutHeader[Int(cutHeaderCount)] = bytes.byte(at: cursor)
            if cutHeaderCount == 0 {
                try FrameHeader.check(firstByte: cutHeader[0], permitsCompression: permitsCompression)
            }
            cutHeaderCount += 1
            cursor += 1
            let whole = unsafe cutHeader.span.bytes.extracting(first: Int(cutHeaderCount))
            if let header = FrameHeader(decoding: whole, at: 0) {
                cutHeaderCount = 0
                return header
            }
        }
        return nil
    }

    @inline(__always)
    private mutating func begin(_ header: FrameHeader) throws(ProtocolViolation) {
        try header.check(
            receivedBy: role, limits: limits, permitsCompression: permitsCompression, permitsUnmasked: permitsUnmasked,
            messageLength: isInMessage ? messageLength : nil)
        remaining = Int(header.payloadLength)
        isMasked = header.maskKey != nil
        key = header.maskKey ?? .zero
        frameOpcode = header.opcode
        if frameOpcode.isControl {
            phase = .control
            return
        }
        phase = .data
        isFinalFrame = header.fin
        if frameOpcode == .continuation {
            messageLength += remaining
            frames &+= 1
        } else {
            isInMessage = true
            isFirstPiece = true
            isCompressed = header.isCompressed
            messageOpcode = frameOpcode
            messageLength = remaining
            frames = 1
            utf8 = UTF8Validator()
        }
    }

    /// Nil when no byte of the frame is there, or when an empty frame ended without ending its message.
    @inline(__always)
    private mutating func piece(
        _ bytes: inout MutableRawSpan, _ cursor: inout Int
    ) throws(ProtocolViolation) -> MessagePiece? {
        let range = cursor..<(cursor + min(remaining, bytes.byteCount - cursor))
        guard !range.isEmpty || remaining == 0 else { return nil }
        take(range, &bytes, &cursor)
        if messageOpcode == .text, !isCompressed, let wrong = utf8.firstInvalid(in: bytes.bytes, range) {
            throw .invalidUTF8(offset: messageLength - remaining - (range.upperBound - wrong))
        }
        var isLast = false
        if remaining == 0 {
            phase = .header
            isLast = isFinalFrame
            if isLast {
                guard utf8.isComplete else { throw .truncatedUTF8(length: messageLength) }
                isInMessage = false
            } else if range.isEmpty {
                return nil
            }
        }
        let isFirst = isFirstPiece
        isFirstPiece = false
        return MessagePiece(
            opcode: messageOpcode, range: range, isFirst: isFirst, isLast: isLast, isCompressed: isCompressed,
            frames: Int(frames))
    }

    @inline(__always)
    private mutating func take(_ range: Range<Int>, _ bytes: inout MutableRawSpan, _ cursor: inout Int) {
        if isMasked {
            key.apply(to: &bytes, in: range)
            key = key.rotated(by: range.count)
        }
        remaining -= range.count
        cursor = range.upperBound
    }

    private mutating func control(
        _ bytes: inout MutableRawSpan, _ cursor: inout Int
    ) throws(ProtocolViolation) -> InboundEvent? {
        let range = cursor..<(cursor + min(remaining, bytes.byteCount - cursor))
        take(range, &bytes, &cursor)
        let payload: ControlPayload
        if remaining > 0 || cutControl != nil {
            cutControl = (cutControl ?? []) + bytes.bytes.array(range)
            guard remaining == 0, let whole = cutControl else { return nil }
            payload = ControlPayload(kept: whole)
            cutControl = nil
        } else {
            payload = ControlPayload(range: range)
        }
        phase = .header
        switch frameOpcode {
        case .ping: return .ping(payload)
        case .pong: return .pong(payload)
        default:
            let status = try payload.withBytes(in: bytes.bytes) { body throws(ProtocolViolation) in
                try CloseStatus(decoding: body)
            }
            finish(bytes.byteCount, &cursor)
            return .close(status)
        }
    }
}
