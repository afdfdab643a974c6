extension CloseStatus {
    /// Reads and checks the body of a close frame (RFC 6455, sections 5.5.1 and 7.4).
    ///
    /// - Parameter body: unmasked, 0 to 125 bytes.
    /// - Throws: a body of one byte, a code that must not be sent, a reason that is not UTF-8.
    package init(decoding body: RawSpan) throws(ProtocolViolation) {
        guard body.byteCount > 0 else {
            self.init(code: nil)
            return
        }
        guard body.byteCount >= 2 else { throw .closeBodyTooShort }
        let code = CloseCode(rawValue: UInt16(truncatingIfNeeded: body.bigEndian(at: 0, count: 2)))
        guard code.mayBeReceived else { throw .closeCodeInvalid(code) }
        let range = 2..<body.byteCount
        var utf8 = UTF8Validator()
        if let wrong = utf8.firstInvalid(in: body, range) { throw .closeReasonInvalidUTF8(offset: wrong - 2) }
        guard utf8.isComplete else { throw .closeReasonInvalidUTF8(offset: range.count) }
        self.init(code: code, reason: body.string(range))
    }
}
