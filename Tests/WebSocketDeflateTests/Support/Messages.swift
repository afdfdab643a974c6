import WebSocketDeflate

/// Deflates one message, in parts of so many bytes.
func deflate(_ message: [UInt8], with deflater: Deflater, piece size: Int = 1 << 30) -> [UInt8] {
    var output = DeflateBuffer(capacity: 64)
    var start = 0
    repeat {
        let part = Array(message[start..<min(message.count, start + size)])
        start += part.count
        unsafe deflater.deflate(part.span.bytes, isLast: start == message.count, into: &output)
    } while start < message.count
    let bytes = output.bytes
    return unsafe Array(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
}

/// Inflates one message, in pieces of input and with room for so much output at a time.
func inflate(
    _ data: [UInt8], with inflater: Inflater, piece size: Int = 1 << 30, room: Int = 64
) throws(InflateFault) -> [UInt8] {
    var result: [UInt8] = []
    var start = 0
    repeat {
        let piece = Array(data[start..<min(data.count, start + size)])
        start += piece.count
        var cursor = 0
        var isDone = false
        while !isDone {
            var output = [UInt8](repeating: 0, count: room)
            var span = output.mutableSpan
            var bytes = unsafe span.mutableBytes
            let step = unsafe try inflater.inflate(
                piece.span.bytes, at: &cursor, isLast: start == data.count, into: &bytes)
            result += output[..<step.count]
            isDone = step.isDone
        }
    } while start < data.count
    return result
}

/// Bytes with some order in them, so that they compress, though not to nothing.
func sample(_ count: Int) -> [UInt8] {
    var state: UInt32 = 12345
    return (0..<count).map { index in
        state = state &* 1_664_525 &+ 1_013_904_223
        return index % 3 == 0 ? UInt8(truncatingIfNeeded: state >> 24) : UInt8(ascii: "a") + UInt8(index % 7)
    }
}
