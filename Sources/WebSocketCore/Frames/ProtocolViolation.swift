/// What a peer did against RFC 6455 or beyond the limits, a case each, with its numbers.
package enum ProtocolViolation: Error, Hashable, Sendable {
    /// RSV bits are set though no extension gives them a meaning; `bits` with RSV1 as 4, RSV2 as 2, RSV3 as 1.
    case reservedBits(UInt8)
    /// An opcode that the RFC keeps for later.
    case reservedOpcode(Opcode)
    /// A control frame without FIN.
    case fragmentedControl(Opcode)
    /// A control frame with more than 125 bytes.
    case controlTooLong(Opcode, length: UInt64)
    /// A masked frame of a server (section 5.1).
    case maskedByServer
    /// An unmasked frame of a client (section 5.1).
    case unmaskedByClient
    /// A length that was written in more bytes than it needs; `bytes` is 2 or 8.
    case lengthNotMinimal(UInt64, bytes: Int)
    /// A length of 2^63 or more.
    case lengthTooLarge(UInt64)
    /// A payload of `length` bytes in one frame; `limit` is `FrameLimits.frame`.
    case frameTooBig(length: UInt64, limit: Int)
    /// `length` is that of all frames so far and the one that would break the limit.
    case messageTooBig(length: UInt64, limit: Int)
    /// A continuation frame when no message was under way.
    case unexpectedContinuation
    /// A new message before the last one had ended.
    case expectedContinuation(got: Opcode)
    /// `offset` is that of the first byte in the message that cannot stand there.
    case invalidUTF8(offset: Int)
    /// A text message of `length` bytes ended within a code point.
    case truncatedUTF8(length: Int)
    /// A compressed message whose data cannot be inflated (RFC 7692, section 7.2.2); `reason` is zlib's.
    case undecodableData(reason: String)
    /// A close frame with a body of one byte, too short for a code.
    case closeBodyTooShort
    /// A code that must not be on the wire.
    case closeCodeInvalid(CloseCode)
    /// `offset` is that within the reason.
    case closeReasonInvalidUTF8(offset: Int)
}
