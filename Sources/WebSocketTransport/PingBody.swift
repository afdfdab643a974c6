import WebSocketCore

/// What a ping carries, without the heap.
struct PingBody {
    private var bytes = InlineArray<125, UInt8>(repeating: 0)
    private var count = 0

    init(number: UInt32, payload: RawSpan) {
        let room = FrameHeader.maximumControlLength - (number == 0 ? 0 : 4)
        for offset in 0..<min(room, payload.byteCount) {
            append(unsafe payload.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
        }
        guard number != 0 else { return }
        for shift in stride(from: 24 as UInt32, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }

    private mutating func append(_ byte: UInt8) {
        bytes[count] = byte
        count += 1
    }

    func withBytes<Result>(_ body: (RawSpan) -> Result) -> Result {
        body(unsafe bytes.span.bytes.extracting(first: count))
    }
}
