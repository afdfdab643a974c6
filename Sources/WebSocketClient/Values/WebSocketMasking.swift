/// How the frames that are sent are masked (RFC 6455, section 5.3).
public enum WebSocketMasking: Sendable, Hashable {
    /// A fresh key per frame that nobody can foresee, as the RFC asks of clients. The system's generator gives it, about
    /// a quarter of a microsecond.
    case random
    /// The same key for every frame, the most significant byte first on the wire. For tests: what is sent can be told.
    case fixed(UInt32)
    /// None, which servers have to refuse (section 5.1). For tests, and for peers on the same machine that allow it.
    case off
}
