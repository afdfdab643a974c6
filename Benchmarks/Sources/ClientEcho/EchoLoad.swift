/// What is to be done: one message in flight in each session, 64 B, after a warm-up of a second.
struct EchoLoad: Sendable {
    static let size = 64

    var port: UInt16
    var sessions: Int
    /// Measured.
    var seconds: Int
}
