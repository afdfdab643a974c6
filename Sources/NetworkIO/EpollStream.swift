/// A socket of an epoll engine and what its owner wants of it.
struct EpollStream: ~Copyable {
    var descriptor: Int32
    var tag: UInt32
    var lowWaterMark: Int
    var pending = PendingBytes()
    /// Among the engine's connections with TLS; `EpollStream.plain` for one without.
    var tls = EpollStream.plain
    var isConnecting: Bool
    var isReading = true
    /// An edge came while reading was off.
    var missedEdge = false
    /// Say `drained` when the low-water mark is reached.
    var isBlocked = false
    var finishesWhenDrained = false
    var hasEnded = false
    /// What a send said of a broken connection. The kernel says it once, and the reading side must know.
    var brokenCode: Int32 = 0

    static let plain = UInt32.max

    init(descriptor: Int32, tag: UInt32, lowWaterMark: Int, isConnecting: Bool) {
        self.descriptor = descriptor
        self.tag = tag
        self.lowWaterMark = lowWaterMark
        self.isConnecting = isConnecting
    }
}
