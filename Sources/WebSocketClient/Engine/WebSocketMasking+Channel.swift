import WebSocketCore

extension WebSocketMasking {
    /// For frames that the channel sends by itself.
    var ofChannel: Masking {
        switch self {
        case .random: .random
        case .fixed(let key): .fixed(MaskKey(rawValue: key.bigEndian))
        case .off: .none
        }
    }
}
