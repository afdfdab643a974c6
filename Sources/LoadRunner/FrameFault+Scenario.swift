import Scenario
import WebSocketCore

extension FrameFault {
    /// The frames of a fault; nil where it is none of frames.
    init?(_ fault: Fault) {
        switch fault {
        case .reservedOpcode(let opcode): self = .reservedOpcode(Opcode(rawValue: opcode))
        case .reservedBit(let bits): self = .reservedBits(bits)
        case .unmaskedFrame: self = .unmasked
        case .unexpectedContinuation: self = .unexpectedContinuation
        case .interruptedMessage: self = .interruptedMessage
        case .invalidUTF8(let size, let position): self = .invalidUTF8(size: size, position: position)
        case .oversizeControl(let size): self = .controlTooLong(size)
        case .fragmentedControl: self = .fragmentedControl
        case .lengthNotMinimal: self = .lengthNotMinimal
        case .lengthHighBit: self = .lengthHighBit
        case .invalidCloseCode(let code): self = .closeCodeInvalid(CloseCode(rawValue: code))
        case .closeOneByte: self = .closeBodyTooShort
        case .closeInvalidUTF8: self = .closeReasonInvalidUTF8
        case .dataAfterClose: self = .dataAfterClose
        case .garbage(let size): self = .garbage(size)
        case .truncatedFrame(let size): self = .truncated(size)
        case .raw, .slowReader, .slowWriter, .silence: return nil
        }
    }
}
