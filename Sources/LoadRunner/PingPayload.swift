import WebSocketCore

/// What the pings of a session carry: the scenario's text, and behind it the ping's number in the session, by which a
/// pong that comes late is told from that of the next ping.
struct PingPayload: Sendable, Equatable {
    /// Hexadecimal, so that the whole stays text.
    private static let digits = 8

    private let text: [UInt8]
    /// Whether text and number fit into a control frame (RFC 6455, section 5.5); without a number a pong answers the
    /// latest ping.
    let isNumbered: Bool

    init(_ text: String) {
        self.text = Array(text.utf8)
        isNumbered = self.text.count + PingPayload.digits <= FrameHeader.maximumControlLength
    }

    /// Lends the payload of the ping with this number.
    func withBytes<Result>(of number: UInt32, _ body: (RawSpan) -> Result) -> Result {
        guard isNumbered else { return unsafe body(text.span.bytes) }
        var bytes = InlineArray<125, UInt8>(repeating: 0)
        for index in text.indices { bytes[index] = text[index] }
        for place in 0..<PingPayload.digits {
            let digit = UInt8(truncatingIfNeeded: number >> UInt32(4 * (PingPayload.digits - 1 - place)) & 15)
            bytes[text.count + place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
        }
        return unsafe body(bytes.span.bytes.extracting(first: text.count + PingPayload.digits))
    }

    /// Which ping of the session a pong with this payload answers; nil: none. The latest is 0 before the first.
    func number(in pong: RawSpan, latest: UInt32) -> UInt32? {
        guard latest > 0, pong.byteCount == text.count + (isNumbered ? PingPayload.digits : 0) else { return nil }
        return unsafe pong.withUnsafeBytes { pong in
            guard unsafe pong.starts(with: text) else { return nil }
            guard isNumbered else { return latest }
            var number: UInt32 = 0
            for index in text.count..<pong.count {
                switch unsafe pong[index] {
                case let byte where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
                    number = number << 4 | UInt32(byte - UInt8(ascii: "0"))
                case let byte where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte):
                    number = number << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
                default: return nil
                }
            }
            return (1...latest).contains(number) ? number : nil
        }
    }
}
