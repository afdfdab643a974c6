/// The first bytes of the body of a refusal, for the report.
struct RefusalBody: Sendable {
    /// How the body's end is known (RFC 7230, section 3.3.3).
    enum Framing: Sendable {
        case length(Int)
        case chunked
        case endOfStream
    }

    /// Bytes of the body that are reported.
    static let reportedSize = 256
    /// Bytes that are kept of a chunked body, whose chunk sizes stand between the content.
    private static let keptSize = 1024

    private let framing: Framing
    private var received: [UInt8] = []

    init(framing: Framing) {
        self.framing = framing
    }

    /// Takes what is needed of `bytes`; true when there is nothing more to wait for.
    mutating func take(_ bytes: RawSpan, at cursor: inout Int) -> Bool {
        let wanted: Int
        switch framing {
        case .length(let length): wanted = min(length, Self.reportedSize)
        case .chunked: wanted = Self.keptSize
        case .endOfStream: wanted = Self.reportedSize
        }
        let count = min(wanted - received.count, bytes.byteCount - cursor)
        received += bytes.array(cursor..<(cursor + count))
        cursor = bytes.byteCount
        if case .chunked = framing {
            let content = dechunked()
            return content.isComplete || content.bytes.count >= Self.reportedSize || received.count == wanted
        }
        return received.count == wanted
    }

    /// What has come, as text.
    var text: String {
        guard case .chunked = framing else { return String(decoding: received, as: UTF8.self) }
        return String(decoding: dechunked().bytes.prefix(Self.reportedSize), as: UTF8.self)
    }

    /// The content of all chunks so far (RFC 7230, section 4.1); complete at the last chunk or where the coding breaks.
    private func dechunked() -> (bytes: [UInt8], isComplete: Bool) {
        var content: [UInt8] = []
        var rest = received[...]
        while let lineEnd = rest.firstIndex(of: UInt8(ascii: "\n")) {
            // Behind the size may stand extensions, and CR does.
            let digits = rest[..<lineEnd].prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\r") }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size > 0 else {
                return (content, true)
            }
            rest = rest[(lineEnd + 1)...]
            content += rest.prefix(size)
            // Behind the chunk stands CR LF.
            rest = rest.dropFirst(size).dropFirst(2)
        }
        return (content, false)
    }
}
