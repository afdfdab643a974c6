import CZlib

/// Decompresses messages (RFC 7692, section 7.2.2), one after the other, piece by piece. On zlib.
///
/// With context takeover it is one connection's own; else any connection's messages can go through it, but not two at
/// once.
@safe
package final class Inflater {
    /// What came of a call.
    package struct Step {
        /// Bytes that were written.
        package let count: Int
        /// All of the piece is inflated; where it was the last, so is the message.
        package let isDone: Bool
    }

    // zlib keeps a pointer to it, so that it may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let keepsContext: Bool
    private let share: Int
    /// Bytes of the message's tail that were put in.
    private var tail = 0
    /// The output was full, so that zlib may have more than it gave.
    private var holdsBack = false
    /// A block that says to be the stream's last has ended, and nothing came behind it.
    private var isAtEnd = false

    /// 00 00 FF FF, which the sender has left out.
    private static let tailBytes: InlineArray<4, UInt8> = [0x00, 0x00, 0xFF, 0xFF]

    /// - Parameters:
    ///   - windowBits: 8 to 15, at least as many as the sender's.
    ///   - keepsContext: whether messages may refer to those before.
    ///   - share: the most bytes that zlib, which counts them in 32 bits, is given or asked for at a time; default 1 GiB.
    package init(windowBits: Int, keepsContext: Bool, share: Int = 1 << 30) {
        self.keepsContext = keepsContext
        self.share = share
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe inflateInit2_(
            stream, Int32(-windowBits), ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        // As where Swift itself gets no memory: nothing else can go wrong with windows that were checked.
        precondition(status == Z_OK, "zlib cannot decompress: \(status)")
    }

    deinit {
        unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Inflates as much of a piece of a message as there is room for. To be called again, until the piece is done.
    ///
    /// - Parameters:
    ///   - piece: of the message.
    ///   - cursor: where to go on in it; moved behind what was taken. Begin with 0 for a new piece.
    ///   - isLast: whether the message ends with the piece.
    ///   - output: filled from its start; must have room.
    /// - Returns: how many bytes came out, and whether there may be more.
    /// - Throws: what is wrong with the data; nothing can be inflated after that.
    package func inflate(
        _ piece: RawSpan, at cursor: inout Int, isLast: Bool, into output: inout MutableRawSpan
    ) throws(InflateFault) -> Step {
        var written = 0
        while true {
            if cursor < piece.byteCount {
                try run(piece, &cursor, into: &output, &written)
            } else if isLast, !isAtEnd, tail < 4 {
                let bytes = Inflater.tailBytes
                try unsafe run(bytes.span.bytes, &tail, into: &output, &written)
            } else if holdsBack {
                var none = 0
                try run(RawSpan(), &none, into: &output, &written)
            } else {
                if isLast { try endMessage() }
                return Step(count: written, isDone: true)
            }
            if holdsBack { return Step(count: written, isDone: false) }
        }
    }

    private func run(
        _ input: RawSpan, _ cursor: inout Int, into output: inout MutableRawSpan, _ written: inout Int
    ) throws(InflateFault) {
        if isAtEnd, cursor < input.byteCount {
            // Another stream follows, which may still refer to what came before (section 7.2.3.5).
            unsafe inflateResetKeep(stream)
            isAtEnd = false
        }
        let room = min(output.byteCount - written, share)
        let offset = cursor
        let offered = min(input.byteCount - offset, share)
        let target = written
        let status = unsafe output.withUnsafeMutableBytes { out in
            unsafe input.withUnsafeBytes { bytes in
                unsafe stream.pointee.next_in = bytes.baseAddress.map {
                    unsafe UnsafeMutablePointer(mutating: ($0 + offset).assumingMemoryBound(to: UInt8.self))
                }
                unsafe stream.pointee.avail_in = UInt32(offered)
                unsafe stream.pointee.next_out = out.baseAddress.map {
                    unsafe ($0 + target).assumingMemoryBound(to: UInt8.self)
                }
                unsafe stream.pointee.avail_out = UInt32(room)
                return unsafe CZlib.inflate(stream, Z_SYNC_FLUSH)
            }
        }
        cursor += unsafe offered - Int(stream.pointee.avail_in)
        written += unsafe room - Int(stream.pointee.avail_out)
        switch status {
        // No progress without input or room, which is for the next call.
        case Z_OK, Z_BUF_ERROR: break
        case Z_STREAM_END: isAtEnd = true
        default: throw InflateFault(reason: unsafe stream.pointee.msg.map { unsafe String(cString: $0) } ?? "bad data")
        }
        holdsBack = unsafe !isAtEnd && stream.pointee.avail_out == 0
    }

    /// The message's data must end where a block does.
    private func endMessage() throws(InflateFault) {
        let isBetweenBlocks = unsafe stream.pointee.data_type & 128 != 0
        guard isAtEnd || isBetweenBlocks else { throw InflateFault(reason: "the data end within a block") }
        tail = 0
        guard !keepsContext else { return }
        isAtEnd = false
        unsafe inflateReset(stream)
    }

    /// Gives up a message that was begun and does not come to its end, where messages keep no context.
    package func abandonMessage() {
        tail = 0
        isAtEnd = false
        holdsBack = false
        unsafe inflateReset(stream)
    }
}

/// Data that cannot be inflated.
package struct InflateFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// In zlib's words.
    package let reason: String

    package var description: String { "the data cannot be inflated: \(reason)" }
}
