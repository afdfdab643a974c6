extension ProtocolViolation {
    /// The code to close with (RFC 6455, section 7.4.1): 1002, 1007 or 1009.
    package var closeCode: CloseCode {
        switch self {
        case .invalidUTF8, .truncatedUTF8, .undecodableData, .closeReasonInvalidUTF8: .invalidPayload
        case .frameTooBig, .messageTooBig: .messageTooBig
        default: .protocolError
        }
    }

    /// A short name that stays the same from release to release, for metrics.
    package var rule: String {
        switch self {
        case .reservedBits: "reserved-bits"
        case .reservedOpcode: "reserved-opcode"
        case .fragmentedControl: "fragmented-control"
        case .controlTooLong: "control-too-long"
        case .maskedByServer: "masked-by-server"
        case .unmaskedByClient: "unmasked-by-client"
        case .lengthNotMinimal: "length-not-minimal"
        case .lengthTooLarge: "length-too-large"
        case .frameTooBig: "frame-too-big"
        case .messageTooBig: "message-too-big"
        case .unexpectedContinuation: "unexpected-continuation"
        case .expectedContinuation: "expected-continuation"
        case .invalidUTF8: "invalid-utf8"
        case .truncatedUTF8: "truncated-utf8"
        case .undecodableData: "undecodable-data"
        case .closeBodyTooShort: "close-body-too-short"
        case .closeCodeInvalid: "close-code-invalid"
        case .closeReasonInvalidUTF8: "close-reason-invalid-utf8"
        }
    }

    /// The section of RFC 6455 that says so.
    package var section: String {
        switch self {
        case .maskedByServer, .unmaskedByClient: "5.1"
        case .reservedBits, .reservedOpcode, .lengthNotMinimal, .lengthTooLarge: "5.2"
        case .unexpectedContinuation, .expectedContinuation: "5.4"
        case .fragmentedControl, .controlTooLong: "5.5"
        case .closeBodyTooShort, .closeReasonInvalidUTF8: "5.5.1"
        case .undecodableData: "7.4.1"
        case .closeCodeInvalid: "7.4"
        case .invalidUTF8, .truncatedUTF8: "8.1"
        case .frameTooBig, .messageTooBig: "10.4"
        }
    }
}

extension ProtocolViolation: CustomStringConvertible {
    package var description: String {
        switch self {
        case .reservedBits(let bits):
            "reserved bits 0b\(String(bits, radix: 2)) are set where no extension uses them"
        case .reservedOpcode(let opcode): "opcode \(opcode.rawValue) is reserved"
        case .fragmentedControl(let opcode): "a \(opcode) frame is fragmented"
        case .controlTooLong(let opcode, let length): "a \(opcode) frame has \(length) bytes; 125 are allowed"
        case .maskedByServer: "the server sent a masked frame"
        case .unmaskedByClient: "the client sent an unmasked frame"
        case .lengthNotMinimal(let length, let bytes): "the length \(length) is written in \(bytes) bytes"
        case .lengthTooLarge(let length): "the length \(length) has its highest bit set"
        case .frameTooBig(let length, let limit): "a frame has \(length) bytes; the limit is \(limit)"
        case .messageTooBig(let length, let limit): "a message has at least \(length) bytes; the limit is \(limit)"
        case .unexpectedContinuation: "a continuation frame came though no message was under way"
        case .expectedContinuation(let opcode): "a \(opcode) frame came before the message under way had ended"
        case .invalidUTF8(let offset): "a text message is not UTF-8 from byte \(offset) on"
        case .truncatedUTF8(let length): "a text message of \(length) bytes ends within a code point"
        case .undecodableData(let reason): "a compressed message cannot be inflated: \(reason)"
        case .closeBodyTooShort: "a close frame has a body of one byte"
        case .closeCodeInvalid(let code): "a close frame carries the code \(code)"
        case .closeReasonInvalidUTF8(let offset): "a close reason is not UTF-8 from byte \(offset) on"
        }
    }
}
