import WebSocketCore

/// What a decoder made of bytes, with the pieces of a message joined.
enum Seen: Hashable {
    case message(Opcode, [UInt8], frames: Int)
    case ping([UInt8])
    case pong([UInt8])
    case close(CloseStatus)
    case violation(ProtocolViolation)

    static func text(_ text: String, frames: Int = 1) -> Seen {
        .message(.text, Array(text.utf8), frames: frames)
    }

    static func binary(_ bytes: [UInt8], frames: Int = 1) -> Seen {
        .message(.binary, bytes, frames: frames)
    }
}

/// Feeds a decoder and joins what comes out.
struct Listener {
    var decoder: MessageDecoder
    var seen: [Seen] = []
    /// The pieces of data messages, as they came.
    var pieces: [MessagePiece] = []
    private var message: [UInt8] = []

    init(_ role: Role, limits: FrameLimits = FrameLimits()) {
        decoder = MessageDecoder(role: role, limits: limits)
    }

    mutating func feed(_ chunk: [UInt8]) {
        var chunk = chunk
        var cursor = 0
        var isOver = false
        while !isOver {
            isOver = !step(&chunk, &cursor)
        }
        precondition(cursor == chunk.count, "a decoder takes all that it is given")
    }

    private mutating func step(_ chunk: inout [UInt8], _ cursor: inout Int) -> Bool {
        var event: InboundEvent?
        do throws(ProtocolViolation) {
            var span = chunk.mutableSpan
            var bytes = unsafe span.mutableBytes
            event = try decoder.next(&bytes, at: &cursor)
        } catch {
            seen.append(.violation(error))
            return true
        }
        guard let event else { return false }
        chunk.withSpan { note(event, $0) }
        return true
    }

    private mutating func note(_ event: InboundEvent, _ bytes: RawSpan) {
        switch event {
        case .data(let piece):
            precondition(piece.isFirst == (pieces.last?.isLast ?? true), "first pieces follow last ones")
            pieces.append(piece)
            message += bytes.extracting(piece.range).array
            if piece.isLast {
                seen.append(.message(piece.opcode, message, frames: piece.frames))
                message = []
            }
        case .ping(let payload): seen.append(.ping(payload.withBytes(in: bytes) { $0.array }))
        case .pong(let payload): seen.append(.pong(payload.withBytes(in: bytes) { $0.array }))
        case .close(let status): seen.append(.close(status))
        case .bytes(let range): message += bytes.extracting(range).array
        }
    }
}

/// What a decoder sees when `bytes` come in these chunks.
func listen(_ role: Role, _ chunks: [[UInt8]], limits: FrameLimits = FrameLimits()) -> [Seen] {
    var listener = Listener(role, limits: limits)
    for chunk in chunks { listener.feed(chunk) }
    return listener.seen
}

/// What a decoder sees when `bytes` come at once.
func listen(_ role: Role, _ bytes: [UInt8], limits: FrameLimits = FrameLimits()) -> [Seen] {
    listen(role, [bytes], limits: limits)
}
