import WebSocketCore

/// Whether the messages of a default session that should be text are (RFC 6455, section 8.1), fragment by fragment.
struct TextCheck {
    private var utf8 = UTF8Validator()
    /// Bytes of the message under way; nil between messages.
    private var length: Int?
    /// Of the message under way.
    private var isText = false

    /// Takes the next frame that is no control frame.
    mutating func check(_ frame: Frame) throws(ProtocolViolation) {
        if length == nil {
            // Where an extension has changed the bytes, it is its result that must be text.
            isText = frame.kind == .text && frame.rsv.isEmpty
            if isText { utf8 = UTF8Validator() }
        }
        let before = length ?? 0
        length = frame.fin ? nil : before + frame.data.count
        guard isText else { return }
        if let wrong = utf8.firstInvalid(in: unsafe frame.data.span.bytes, 0..<frame.data.count) {
            throw .invalidUTF8(offset: before + wrong)
        }
        if frame.fin, !utf8.isComplete { throw .truncatedUTF8(length: before + frame.data.count) }
    }
}
