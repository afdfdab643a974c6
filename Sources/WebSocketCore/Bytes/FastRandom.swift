/// A seeded generator of 64-bit numbers, about a nanosecond each: SplitMix64.
///
/// It serves mask keys, handshake keys and the plan. It is not for secrets: who sees its output can tell what follows.
@usableFromInline @frozen package struct FastRandom: RandomNumberGenerator, Hashable, Sendable {
    @usableFromInline var state: UInt64

    /// - Parameter seed: equal seeds give equal sequences; neighbouring seeds give unrelated ones.
    @inlinable
    package init(seed: UInt64) {
        state = Self.scramble(seed)
    }

    /// The generator of one of many parts of a plan, such as a session, so that it does not depend on the others.
    ///
    /// - Parameters:
    ///   - seed: of the whole plan.
    ///   - stream: the part's index in the whole plan.
    @inlinable
    package init(seed: UInt64, stream: UInt64) {
        state = Self.scramble(Self.scramble(seed) ^ Self.scramble(~stream))
    }

    /// The next of the sequence; all 64 bits are good.
    @inlinable
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.scramble(state)
    }

    /// Draws a number below a bound.
    ///
    /// - Parameter bound: 0 stands for 2⁶⁴.
    /// - Returns: each number below the bound as likely as the others, to within `bound` ÷ 2⁶⁴.
    @inlinable
    package mutating func below(_ bound: UInt64) -> UInt64 {
        let word = next()
        return bound == 0 ? word : word.multipliedFullWidth(by: bound).high
    }

    /// Draws a number of at least 0 and below 1.
    @inlinable
    package mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    @inlinable
    static func scramble(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed &>> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed &>> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed &>> 31
    }
}
