import WebSocketCore

/// The order in which variants run, drawn anew for each round.
///
/// What the machine does meanwhile then hits all alike, and chance alone says which was first: the judgement of their
/// differences rests on that.
package struct RoundOrder: Sendable {
    private let seed: UInt64
    private let variants: Int

    /// - Parameters:
    ///   - seed: of the comparison; the same one gives the same orders.
    ///   - variants: how many there are.
    package init(seed: UInt64, variants: Int) {
        self.seed = seed
        self.variants = variants
    }

    /// The indices of the variants in the order in which they run.
    ///
    /// - Parameter round: from 1.
    /// - Returns: each index once.
    package func order(ofRound round: Int) -> [Int] {
        var random = FastRandom(seed: seed, stream: UInt64(round))
        return (0..<variants).shuffled(using: &random)
    }

    /// The seed of a round's runs, the same for all variants, so that they send the same contents.
    ///
    /// - Parameter round: from 1, which has the comparison's own.
    /// - Returns: the next number for each round.
    package func seed(ofRound round: Int) -> UInt64 {
        seed &+ UInt64(round - 1)
    }
}
