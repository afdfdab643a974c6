import Scenario
import WebSocketCore

/// Where the payloads of all messages are taken from: one block of bytes, made once and shared by all workers.
///
/// A generated message is a slice at a place drawn at random, so that messages differ and nothing is generated while the
/// run goes on. What comes back is compared with the same slice.
///
/// The bytes never change once the pool is made.
final class PayloadPool: Sendable {
    /// Places at which a generated message may begin: a power of two, and few enough for small messages to stay in the
    /// processor's first cache.
    private static let manyPlaces = 4096
    /// Printable, and without a character that JSON would escape.
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    let bytes: PayloadBytes
    /// At how many places a message may begin: a power of two.
    let places: Int
    private let sizes: SizeSampler

    /// Slices of random bytes, or of random letters for text, with sizes from a distribution.
    init(generated sizes: SizeSampler, kind: MessageKind, seed: UInt64) {
        self.sizes = sizes
        places = PayloadPool.manyPlaces
        let count = sizes.largest + places
        let block = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
        var random = FastRandom(seed: seed, stream: .max)
        for index in 0..<count {
            let number = random.next()
            let byte =
                kind == .binary ? UInt8(truncatingIfNeeded: number) : PayloadPool.letters[Int(number & 63)]
            unsafe (block + index).initialize(to: byte)
        }
        unsafe bytes = PayloadBytes(base: block, count: count)
    }

    /// The same bytes every time.
    init(literal: [UInt8]) {
        sizes = SizeSampler(.fixed(literal.count))
        places = 1
        let block = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, literal.count))
        unsafe block.initialize(to: 0)
        for (index, byte) in literal.enumerated() { unsafe (block + index).initialize(to: byte) }
        unsafe bytes = PayloadBytes(base: block, count: literal.count)
    }

    deinit { unsafe bytes.base.deallocate() }

    /// The size of every message; nil where it is drawn.
    var fixedSize: Int? { sizes.fixed }

    /// The size of the next message.
    func drawSize(_ random: inout FastRandom) -> Int { sizes.draw(&random) }
}
