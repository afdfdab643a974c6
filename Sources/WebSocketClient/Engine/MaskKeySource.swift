import WebSocketCore

/// Mask keys that nobody can foresee, as RFC 6455 wants them (section 10.3): from the system's generator, two at a time.
struct MaskKeySource {
    private var system = SystemRandomNumberGenerator()
    private var spare: UInt32?

    mutating func next() -> MaskKey {
        if let spare {
            self.spare = nil
            return MaskKey(rawValue: spare)
        }
        let word = system.next()
        spare = UInt32(truncatingIfNeeded: word >> 32)
        return MaskKey(rawValue: UInt32(truncatingIfNeeded: word))
    }
}
