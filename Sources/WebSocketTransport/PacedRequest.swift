import NetworkIO
import WebSocketCore

/// An opening request that is sent a byte at a time.
final class PacedRequest {
    let pace: Nanoseconds
    /// Of the next byte.
    var timer = TimerID.none
    private let bytes: [UInt8]
    private var sent = 0

    init(_ request: UpgradeRequestTemplate, key: HandshakeKey, headers: [UInt8], pace: Nanoseconds) {
        var buffer = WriteBuffer(capacity: 1024)
        request.append(to: &buffer, key: key, headers: headers)
        bytes = buffer.withBytes { all in unsafe all.withUnsafeBytes { unsafe Array($0) } }
        self.pace = pace
    }

    /// The byte whose turn it is; nil when all are sent.
    func next() -> UInt8? {
        guard sent < bytes.count else { return nil }
        defer { sent += 1 }
        return bytes[sent]
    }
}
