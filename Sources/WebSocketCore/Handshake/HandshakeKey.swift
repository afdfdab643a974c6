import COpenSSL

/// The nonce of an opening handshake: 16 bytes in base64 (RFC 6455, section 4.1). Uses no heap.
package struct HandshakeKey: Sendable {
    /// The 24 characters, as they stand in the header.
    package let base64: InlineArray<24, UInt8>

    /// - Parameter random: gives the 16 bytes.
    package init(random: inout FastRandom) {
        self.init(bytes: [random.next(), random.next()])
    }

    /// - Parameter bytes: the 16 bytes of the nonce, as two numbers, the least significant byte first.
    init(bytes: InlineArray<2, UInt64>) {
        var encoded = InlineArray<25, UInt8>(repeating: 0)
        var bytes = bytes
        bytes[0] = bytes[0].littleEndian
        bytes[1] = bytes[1].littleEndian
        unsafe bytes.span.withUnsafeBytes { source in
            unsafe encoded.encodeBase64(source)
        }
        base64 = InlineArray { encoded[$0] }
    }

    /// Takes a key that a client sent (section 4.2.1); nil when it is not the base64 of 16 bytes.
    ///
    /// - Parameters:
    ///   - bytes: that hold the header's value.
    ///   - range: of the value, without white space around it.
    package init?(decoding bytes: RawSpan, _ range: Range<Int>) {
        // 16 bytes end within a group of three: two characters of filling, and 4 bits that stay 0.
        guard range.count == 24, bytes.byte(at: range.upperBound - 1) == UInt8(ascii: "="),
            bytes.byte(at: range.upperBound - 2) == UInt8(ascii: "=")
        else { return nil }
        for offset in range.dropLast(2) {
            switch bytes.byte(at: offset) {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
                continue
            default: return nil
            }
        }
        base64 = InlineArray { bytes.byte(at: range.lowerBound + $0) }
    }

    /// Looked up once: the search costs more than the digest, and takes a lock that all threads share.
    ///
    /// Unchecked, because a pointer is not `Sendable`: it is written once, and OpenSSL lets any number of threads use a
    /// method at the same time.
    private nonisolated(unsafe) static let sha1 = unsafe EVP_MD_fetch(nil, "SHA1", nil)

    /// What the server must answer in `Sec-WebSocket-Accept`: SHA-1 of the key and the RFC's GUID, in base64.
    package var expectedAccept: InlineArray<28, UInt8> {
        let guid: StaticString = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        let joined = InlineArray<60, UInt8> { index in
            unsafe index < 24 ? base64[index] : guid.utf8Start[index - 24]
        }
        var digest = InlineArray<20, UInt8>(repeating: 0)
        var encoded = InlineArray<29, UInt8>(repeating: 0)
        var digestSpan = digest.mutableSpan
        let isDone = unsafe joined.span.withUnsafeBytes { source in
            unsafe digestSpan.withUnsafeMutableBufferPointer { target in
                unsafe EVP_Digest(source.baseAddress, source.count, target.baseAddress, nil, Self.sha1, nil)
            }
        }
        precondition(isDone == 1, "OpenSSL offers no SHA-1")
        unsafe digest.span.withUnsafeBytes { source in
            unsafe encoded.encodeBase64(source)
        }
        return InlineArray { encoded[$0] }
    }
}

extension InlineArray where Element == UInt8 {
    /// Fills the array with base64 and the zero byte that OpenSSL puts behind it.
    fileprivate mutating func encodeBase64(_ source: UnsafeRawBufferPointer) {
        var span = mutableSpan
        unsafe span.withUnsafeMutableBufferPointer { target in
            precondition(target.count == (source.count + 2) / 3 * 4 + 1)
            _ = unsafe EVP_EncodeBlock(
                target.baseAddress, source.assumingMemoryBound(to: UInt8.self).baseAddress, Int32(source.count))
        }
    }
}
