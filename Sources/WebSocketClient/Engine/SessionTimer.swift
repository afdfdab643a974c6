/// The kinds of timers that sessions set. The lower half of a token is the session's tag.
enum SessionTimer: UInt64 {
    case ping = 1
    case pong = 2
    case abandon = 3

    init?(token: UInt64) { self.init(rawValue: token >> 32) }

    func token(_ tag: UInt32) -> UInt64 { rawValue << 32 | UInt64(tag) }
}
