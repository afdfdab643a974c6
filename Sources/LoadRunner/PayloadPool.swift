import Scenario
import WebSocketCore

/// Where the payloads of all messages are taken from: one block of bytes, made once and shared by all workers.
///
/// A generated message is a slice at a place drawn at random, so that messages differ and nothing is generated while the
/// run goes on. What comes back is compared with the same slice.
///
/// The bytes never change once the pool is made.
final class PayloadPool: Sendable {
    /// Places at which a generated message may begin.
    private static let places = 65_536
    /// Printable, and without a character that JSON would escape.
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    let bytes: PayloadBytes
    private let sizes: SizeSampler?

    /// Slices of random bytes, or of random letters for text, with sizes from a distribution.
    init(generated sizes: SizeSampler, kind: MessageKind, seed: UInt64) {
        self.sizes = sizes
        let count = sizes.largest + PayloadPool.places
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
        sizes = nil
        let block = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, literal.count))
        unsafe block.initialize(to: 0)
        for (index, byte) in literal.enumerated() { unsafe (block + index).initialize(to: byte) }
        unsafe bytes = PayloadBytes(base: block, count: literal.count)
    }

    deinit { unsafe bytes.base.deallocate() }

    /// Where the next message lies.
    @inline(__always)
    func draw(_ random: inout FastRandom) -> (offset: Int, count: Int) {
        guard let sizes else { return (0, bytes.count) }
        let offset = Int(truncatingIfNeeded: random.next() & UInt64(PayloadPool.places - 1))
        return (offset, sizes.draw(&random))
    }
}
