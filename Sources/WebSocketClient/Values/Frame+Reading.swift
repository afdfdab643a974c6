import WebSocketCore

extension Frame {
    /// The text of a whole text message.
    ///
    /// - Returns: the text.
    /// - Throws: `wrongFrame` for another kind of frame, `fragment` for a part of a message, which may end within a
    ///   character, and `invalidText`.
    public func readText() throws(WebSocketError) -> String {
        guard kind == .text else { throw .wrongFrame(kind, expected: .text) }
        guard fin else { throw .fragment(kind, bytes: data.count) }
        if let text = String(validating: data, as: UTF8.self) { return text }
        throw .invalidText(offset: firstInvalidByte ?? data.count)
    }

    /// The payload, whatever the kind of frame.
    public func readBytes() -> [UInt8] { data }

    /// What a close frame says; nil for another kind of frame, and for a close frame without a code. What is not UTF-8
    /// becomes U+FFFD.
    public var closeReason: CloseReason? {
        guard kind == .close, data.count >= 2 else { return nil }
        let code = UInt16(data[0]) << 8 | UInt16(data[1])
        return CloseReason(.init(rawValue: code), String(decoding: data.dropFirst(2), as: UTF8.self))
    }

    /// The offset of the first byte that cannot stand where it stands; the length, where the data end within a code
    /// point; nil where all is UTF-8.
    var firstInvalidByte: Int? {
        var utf8 = UTF8Validator()
        let bytes = unsafe data.span.bytes
        return utf8.firstInvalid(in: bytes, 0..<data.count) ?? (utf8.isComplete ? nil : data.count)
    }

    /// Checks a text message, or a part of one, for which the peer would close the session (RFC 6455, section 8.1).
    ///
    /// - Parameter before: has taken the parts before.
    /// - Returns: the same with this one.
    /// - Throws: `invalidText`, with the offset in this frame; its length, where the message ends within a character.
    func validatedText(after before: UTF8Validator) throws(WebSocketError) -> UTF8Validator {
        var utf8 = before
        if let wrong = utf8.firstInvalid(in: unsafe data.span.bytes, 0..<data.count) {
            throw .invalidText(offset: wrong)
        }
        guard !fin || utf8.isComplete else { throw .invalidText(offset: data.count) }
        return utf8
    }

    /// Checks what the peer would close the session for (RFC 6455, sections 5.5 and 7.4).
    ///
    /// - Throws: `fragmentedControlFrame`, `controlFrameTooLong`, and of a close frame `closeCodeNotSendable` and
    ///   `invalidText`.
    func validate() throws(WebSocketError) {
        guard kind.isControl else { return }
        guard fin else { throw .fragmentedControlFrame(kind) }
        guard data.count <= Frame.mostControlBytes else { throw .controlFrameTooLong(kind, bytes: data.count) }
        guard kind == .close, !data.isEmpty else { return }
        do throws(ProtocolViolation) {
            _ = try unsafe CloseStatus(decoding: data.span.bytes)
        } catch {
            switch error {
            case .closeCodeInvalid(let code): throw .closeCodeNotSendable(.init(rawValue: code.rawValue))
            case .closeReasonInvalidUTF8(let offset): throw .invalidText(offset: offset)
            default: throw .closeCodeMissing
            }
        }
    }
}

extension Frame: CustomStringConvertible {
    /// Kind, marks and length, for logs; not the content.
    public var description: String {
        let marks = [(!fin, "more to come"), (rsv1, "rsv1"), (rsv2, "rsv2"), (rsv3, "rsv3")]
        return marks.reduce(into: "\(kind) frame of \(data.count) bytes") { text, mark in
            if mark.0 { text += ", " + mark.1 }
        }
    }
}
