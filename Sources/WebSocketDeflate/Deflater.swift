import CZlib

/// Compresses messages (RFC 7692, section 7.2.1), one after the other. On zlib.
///
/// With context takeover it is one connection's own; else any message of any connection with the same settings and
/// window can go through it, but not two at once.
@safe
package final class Deflater {
    /// Fewer bytes of room would let zlib repeat the mark of a flush.
    private static let leastRoom = 64

    // zlib keeps a pointer to it, so that it may not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private let keepsContext: Bool
    private let share: Int
    /// Bytes of the message under way that were put in.
    private var taken = 0
    /// A message without context has begun since the last reset.
    private var isUsed = false

    /// - Parameters:
    ///   - settings: of zlib.
    ///   - windowBits: 9 to 15; more memory and better compression.
    ///   - keepsContext: whether messages refer to those before; false begins each one anew.
    ///   - share: the most bytes that zlib, which counts them in 32 bits, is given at a time; default 1 GiB.
    package init(_ settings: DeflateSettings, windowBits: Int, keepsContext: Bool, share: Int = 1 << 30) {
        self.keepsContext = keepsContext
        self.share = share
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        let status = unsafe deflateInit2_(
            stream, Int32(settings.level), Z_DEFLATED, Int32(-windowBits), Int32(settings.memoryLevel),
            settings.strategy.number, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        // As where Swift itself gets no memory: nothing else can go wrong with settings that were checked.
        precondition(status == Z_OK, "zlib cannot compress: \(status)")
    }

    deinit {
        unsafe deflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Compresses the next part of a message. What comes out may lag behind, and part of it may be nothing.
    ///
    /// - Parameters:
    ///   - input: the part.
    ///   - isLast: whether the message ends with it.
    ///   - output: what comes out is appended.
    package func deflate(_ input: RawSpan, isLast: Bool, into output: inout DeflateBuffer) {
        if taken == 0, !isUsed, !keepsContext {
            unsafe deflateReset(stream)
            isUsed = true
        }
        taken += input.byteCount
        if taken > 0 { run(input, isLast ? Z_SYNC_FLUSH : Z_NO_FLUSH, into: &output) }
        guard isLast else { return }
        if taken == 0 {
            // zlib says nothing where nothing comes in; this is the block that the RFC asks for (section 7.2.3.6).
            output.append(0)
        } else {
            // The mark of the flush, 00 00 FF FF, which every receiver adds (section 7.2.1).
            output.count -= 4
        }
        taken = 0
        isUsed = false
    }

    private func run(_ input: RawSpan, _ flush: Int32, into output: inout DeflateBuffer) {
        unsafe input.withUnsafeBytes { bytes in
            // zlib does not write to it, although its type would let it.
            unsafe stream.pointee.next_in = UnsafeMutablePointer(
                mutating: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self))
            var left = bytes.count
            repeat {
                let count = min(left, share)
                left -= count
                unsafe stream.pointee.avail_in = UInt32(count)
                take(left > 0 ? Z_NO_FLUSH : flush, into: &output)
            } while left > 0
            unsafe stream.pointee.next_in = nil
        }
    }

    /// Lets zlib take all that it is offered, and give what it has to.
    private func take(_ flush: Int32, into output: inout DeflateBuffer) {
        while true {
            output.makeRoom(max(Deflater.leastRoom, min(unsafe Int(stream.pointee.avail_in), 1 << 16)))
            let room = min(output.capacity - output.count, 1 << 30)
            unsafe stream.pointee.next_out = output.base + output.count
            unsafe stream.pointee.avail_out = UInt32(room)
            _ = unsafe CZlib.deflate(stream, flush)
            output.count += unsafe room - Int(stream.pointee.avail_out)
            if unsafe stream.pointee.avail_out > 0 { break }
        }
    }

    /// Gives up a message that was begun and does not come to its end, where messages keep no context.
    package func abandonMessage() {
        taken = 0
        isUsed = false
    }
}

extension DeflateSettings.Strategy {
    var number: Int32 {
        switch self {
        case .standard: Z_DEFAULT_STRATEGY
        case .filtered: Z_FILTERED
        case .huffmanOnly: Z_HUFFMAN_ONLY
        case .rle: Z_RLE
        case .fixed: Z_FIXED
        }
    }
}
