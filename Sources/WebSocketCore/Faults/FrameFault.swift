/// Ways to break RFC 6455 with frames, on purpose: what a server is tested with.
package enum FrameFault: Hashable, Sendable {
    /// A frame with this opcode (section 5.2).
    case reservedOpcode(Opcode)
    /// A text frame with these bits, RSV1 as 4, RSV2 as 2, RSV3 as 1 (section 5.2).
    case reservedBits(UInt8)
    /// A text frame without a mask, whatever the channel does else (section 5.1).
    case unmasked
    /// A continuation frame; it breaks section 5.4 where no message is open.
    case unexpectedContinuation
    /// The first frame of a text, and the first of another one before its end (section 5.4).
    case interruptedMessage
    /// A text of `size` bytes, at least 1, whose byte at `position` is 0xFF (section 8.1). A position beyond the end is
    /// the last one.
    case invalidUTF8(size: Int, position: Int)
    /// A ping of so many bytes; more than 125 break section 5.5.
    case controlTooLong(Int)
    /// A ping without FIN (section 5.5).
    case fragmentedControl
    /// A text of 5 bytes whose length is written in two bytes (section 5.2).
    case lengthNotMinimal
    /// A binary frame with a length in eight bytes, of which the highest bit is set (section 5.2).
    case lengthHighBit
    /// A close frame with this code, to be one that may not be sent (section 7.4).
    case closeCodeInvalid(CloseCode)
    /// A close frame with a body of one byte (section 5.5.1).
    case closeBodyTooShort
    /// A close frame whose reason is not UTF-8 (section 5.5.1).
    case closeReasonInvalidUTF8
    /// A correct close frame, and a text behind it (section 5.5.1).
    case dataAfterClose
    /// So many random bytes in place of a frame. The first two have all reserved bits set, a reserved opcode and no mask:
    /// or chance would make a frame of them now and then, for whose payload a server waits that looks at one of these only.
    case garbage(Int)
    /// A text frame that says so many bytes and carries half of them, rounded down; the stream is to end there.
    case truncated(Int)

    /// What of the connection is over on our side behind the fault.
    package enum Ending: Hashable, Sendable {
        /// Nothing: what follows is read as frames, if the server goes on.
        case none
        /// A close frame has gone, with this code; nil for one that no code can be read from.
        case closeFrame(CloseCode?)
        /// The stream is to be ended, or the fault is none.
        case stream
    }

    /// What of the connection is over behind the fault.
    package var ending: Ending {
        switch self {
        case .closeCodeInvalid(let code): .closeFrame(code)
        case .closeBodyTooShort: .closeFrame(nil)
        case .closeReasonInvalidUTF8, .dataAfterClose: .closeFrame(.normal)
        case .truncated: .stream
        default: .none
        }
    }

    /// Frames that the fault consists of, whole or not.
    package var frameCount: Int {
        switch self {
        case .interruptedMessage, .dataAfterClose: 2
        case .garbage: 0
        default: 1
        }
    }
}
