import Glibc
import NetworkIO
import WebSocketCore

/// A server's end of one connection, which says and hears what a test wants, and waits for it on its own thread.
final class TestConnection {
    struct Problem: Error, Equatable, CustomStringConvertible {
        /// The client has broken the connection, and did not just keep this side waiting.
        static let reset = Problem(description: "recv: errno \(ECONNRESET)")

        let description: String
    }

    /// A frame as the client sent it, unmasked.
    struct Received: Equatable {
        var opcode: Opcode
        var fin: Bool
        var rsv: UInt8
        var isMasked: Bool
        var payload: [UInt8]

        var text: String { String(decoding: payload, as: UTF8.self) }
        /// Of a close frame.
        var code: Int { payload.count < 2 ? 0 : Int(payload[0]) << 8 | Int(payload[1]) }
    }

    private let descriptor: Int32
    private var got: [UInt8] = []
    /// How much of `got` has been taken.
    private var cursor = 0
    private var block = [UInt8](repeating: 0, count: 1 << 16)
    private var isClosed = false
    private(set) var request: UpgradeRequest?
    /// Of the latest frame.
    private(set) var maskKey: MaskKey?

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        unsafe setsockopt(
            descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close() }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        Glibc.close(descriptor)
    }

    /// Breaks the connection (RST).
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        close()
    }

    /// Ends this direction (FIN).
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    // MARK: - Saying

    func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(descriptor, $0.baseAddress! + sent, bytes.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Problem(description: "send: errno \(errno)") }
            sent += count
        }
    }

    /// How many of these bytes the kernel takes before the client has to read.
    func offer(_ bytes: [UInt8]) -> Int {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes {
                unsafe Glibc.send(
                    descriptor, $0.baseAddress! + sent, bytes.count - sent,
                    Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    static func frame(_ opcode: Opcode, _ payload: [UInt8], fin: Bool = true, rsv: UInt8 = 0) -> [UInt8] {
        var buffer = WriteBuffer()
        unsafe buffer.appendFrame(opcode: opcode, fin: fin, rsv: rsv, payload: payload.span.bytes, mask: nil)
        return buffer.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
    }

    func send(_ opcode: Opcode, _ payload: [UInt8] = [], fin: Bool = true, rsv: UInt8 = 0) throws {
        try send(TestConnection.frame(opcode, payload, fin: fin, rsv: rsv))
    }

    func send(_ text: String) throws { try send(.text, Array(text.utf8)) }

    func sendClose(_ code: Int, _ reason: String = "") throws {
        try send(.close, [UInt8(code >> 8), UInt8(code & 255)] + Array(reason.utf8))
    }

    /// Takes the request and accepts it.
    func accept(subprotocol: String? = nil, extensions: [ExtensionHeader] = [], headers: String = "") throws {
        let request = try readRequest()
        var buffer = WriteBuffer()
        UpgradeAnswer.accept(key: request.key, subprotocol: subprotocol, extensions: extensions).encode(into: &buffer)
        let answer = buffer.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
        try send(answer.dropLast(2) + Array((headers + "\r\n").utf8))
    }

    // MARK: - Hearing

    /// More bytes; false at the end of the stream.
    private func read() throws -> Bool {
        if cursor > 0 {
            got.removeFirst(cursor)
            cursor = 0
        }
        let count = unsafe block.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw Problem(description: "recv: errno \(errno)") }
        got += block[..<count]
        return count > 0
    }

    /// Waits for bytes, which are kept.
    func awaitBytes() throws {
        guard try read() else { throw Problem(description: "the stream ended instead of bytes") }
    }

    /// Takes what comes and looks at none of it, up to the end of the stream.
    func discardAll() {
        while unsafe block.withUnsafeMutableBytes({ unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }) > 0 {}
    }

    func readRequest() throws -> UpgradeRequest {
        while true {
            var parser = UpgradeRequestParser()
            let bytes = got
            var taken = cursor
            if let request = unsafe try parser.parse(bytes.span.bytes, at: &taken) {
                cursor = taken
                self.request = request
                return request
            }
            guard try read() else { throw Problem(description: "the client ended its stream in the handshake") }
        }
    }

    /// Reads a request that opens no WebSocket, up to its empty line.
    func readHead() throws -> String {
        while true {
            let text = String(decoding: got, as: UTF8.self)
            if text.hasSuffix("\r\n\r\n") {
                cursor = got.count
                return text
            }
            guard try read() else { throw Problem(description: "the stream ended in a head") }
        }
    }

    /// The next frame; nil where the stream ends before it.
    func readFrame() throws -> Received? {
        while true {
            if let header = unsafe FrameHeader(decoding: got.span.bytes, at: cursor) {
                let start = cursor + header.encodedSize
                let end = start + Int(header.payloadLength)
                if got.count >= end {
                    cursor = end
                    maskKey = header.maskKey
                    return Received(
                        opcode: header.opcode, fin: header.fin, rsv: header.rsv, isMasked: header.maskKey != nil,
                        payload: unmasked(Array(got[start..<end]), header.maskKey))
                }
            }
            guard try read() else { return nil }
        }
    }

    private func unmasked(_ payload: [UInt8], _ key: MaskKey?) -> [UInt8] {
        guard let key else { return payload }
        var buffer = WriteBuffer()
        // A second mask takes the first one off; the header in front of it is known.
        unsafe buffer.appendFrame(opcode: .binary, payload: payload.span.bytes, mask: key)
        return buffer.withBytes { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0.suffix(payload.count)) } }
    }

    /// The next frame, which has to come.
    func frame() throws -> Received {
        guard let frame = try readFrame() else { throw Problem(description: "the stream ended instead of a frame") }
        return frame
    }

    /// The next frame that is no ping.
    func dataFrame() throws -> Received {
        while true {
            let frame = try frame()
            if frame.opcode != .ping { return frame }
        }
    }

    /// Answers the client's close frame, which may stand behind others, and ends the stream.
    @discardableResult
    func awaitClose() throws -> Int {
        while true {
            let frame = try frame()
            guard frame.opcode == .close else { continue }
            try send(.close, frame.payload)
            finish()
            return frame.code
        }
    }

    /// Whether the client ends its stream, and does not break it.
    func awaitEnd() throws {
        while try readFrame() != nil {}
    }
}
