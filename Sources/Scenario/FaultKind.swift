/// The names of faults, and the keys that stand beside each.
enum FaultKind: String, CaseIterable {
    case reservedOpcode = "reserved-opcode"
    case reservedBit = "reserved-bit"
    case unmaskedFrame = "unmasked-frame"
    case unexpectedContinuation = "unexpected-continuation"
    case interruptedMessage = "interrupted-message"
    case invalidUTF8 = "invalid-utf8"
    case oversizeControl = "oversize-control"
    case fragmentedControl = "fragmented-control"
    case lengthNotMinimal = "length-not-minimal"
    case lengthHighBit = "length-high-bit"
    case invalidCloseCode = "invalid-close-code"
    case closeOneByte = "close-one-byte"
    case closeInvalidUTF8 = "close-invalid-utf8"
    case dataAfterClose = "data-after-close"
    case garbage
    case truncatedFrame = "truncated-frame"
    case raw
    case slowReader = "slow-reader"
    case slowWriter = "slow-writer"
    case silence

    var keys: [String] {
        switch self {
        case .reservedOpcode: ["opcode"]
        case .reservedBit: ["rsv"]
        case .invalidUTF8: ["size", "position"]
        case .oversizeControl, .garbage, .truncatedFrame: ["size"]
        case .invalidCloseCode: ["code"]
        case .raw: ["bytes"]
        case .slowReader, .silence: ["duration"]
        case .slowWriter: ["size", "chunk", "interval"]
        case .unmaskedFrame, .unexpectedContinuation, .interruptedMessage, .fragmentedControl, .lengthNotMinimal,
            .lengthHighBit, .closeOneByte, .closeInvalidUTF8, .dataAfterClose:
            []
        }
    }
}
