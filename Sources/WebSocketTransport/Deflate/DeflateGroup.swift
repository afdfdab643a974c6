import WebSocketDeflate

/// What connections share that compress alike: compressors where messages keep no context, and what came of payloads
/// that are sent more than once.
final class DeflateGroup {
    /// A payload that stays as it is where it is.
    private struct Constant: Hashable {
        let address: UInt
        let count: Int
    }

    let settings: DeflateSettings
    let windowBits: Int
    let keepsContext: Bool
    /// At rest. Where messages are compressed whole, there is one.
    private var deflaters: [Deflater] = []
    private var constants: [Constant: KeptMessage] = [:]
    private var broadcast = KeptMessage()
    /// Which one that is; 0 for none.
    private var broadcastNumber: UInt64 = 0

    init(_ settings: DeflateSettings, windowBits: Int, keepsContext: Bool) {
        self.settings = settings
        self.windowBits = windowBits
        self.keepsContext = keepsContext
    }

    /// A compressor for one message, or, with context, for all messages of a connection.
    func takeDeflater() -> Deflater {
        deflaters.popLast() ?? Deflater(settings, windowBits: windowBits, keepsContext: keepsContext)
    }

    /// Takes back one without context.
    func putBack(_ deflater: Deflater) { deflaters.append(deflater) }

    /// Compresses a whole message without context. What is kept is compressed once.
    func deflate(_ payload: RawSpan, _ reuse: DeflateReuse, into output: inout DeflateBuffer) -> DeflatedBytes {
        switch reuse {
        case .none:
            run(payload, into: &output)
            return output.bytes
        case .constant:
            let key = Constant(
                address: unsafe payload.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) },
                count: payload.byteCount)
            if let kept = constants[key] { return kept.bytes }
            let kept = KeptMessage()
            constants[key] = kept
            run(payload, into: &kept.buffer)
            return kept.bytes
        case .broadcast(let number):
            if broadcastNumber != number {
                broadcastNumber = number
                broadcast.buffer.removeAll()
                run(payload, into: &broadcast.buffer)
            }
            return broadcast.bytes
        }
    }

    private func run(_ payload: RawSpan, into output: inout DeflateBuffer) {
        let deflater = takeDeflater()
        deflater.deflate(payload, isLast: true, into: &output)
        putBack(deflater)
    }
}

/// Whether the same payload is sent more than once, so that it need be compressed only once where messages keep no
/// context.
package enum DeflateReuse: Sendable {
    /// It is not.
    case none
    /// It stays as it is, where it is, for as long as the table lives.
    case constant
    /// It goes to several channels in a row; the number, not 0, tells it from the one before.
    case broadcast(UInt64)
}

/// A compressed message that is kept.
private final class KeptMessage {
    var buffer = DeflateBuffer(capacity: 64)
    var bytes: DeflatedBytes { buffer.bytes }
}
