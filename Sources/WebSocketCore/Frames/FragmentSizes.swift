/// The frames of one message, one after the other, without allocating.
package struct FragmentSizes: Sendable {
    /// One frame's share of the payload.
    package struct Fragment: Hashable, Sendable {
        /// Payload bytes.
        package let size: Int
        /// Whether it is the message's last frame, the one with FIN.
        package let isLast: Bool
    }

    private enum Cut {
        /// Frames that are still to come.
        case frames(Int)
        case bytes(ClosedRange<Int>)
        case finished
    }

    private var remaining: Int
    private var cut: Cut

    /// - Parameters:
    ///   - payload: bytes of the whole message.
    ///   - plan: how to cut.
    ///   - random: drawn from once when the number of frames is a range.
    package init(payload: Int, plan: Fragmentation, random: inout FastRandom) {
        remaining = payload
        switch plan {
        case .whole: cut = .frames(1)
        case .frames(let range): cut = .frames(max(1, range.draw(&random)))
        case .bytes(let range): cut = .bytes(range)
        }
    }

    /// The next frame.
    ///
    /// - Parameter random: drawn from when the bytes per frame are a range.
    /// - Returns: nil after the last one. An empty message has one empty frame, or as many as the plan asks for.
    package mutating func next(_ random: inout FastRandom) -> Fragment? {
        switch cut {
        case .frames(let left):
            let size = (remaining + left - 1) / left
            remaining -= size
            cut = left > 1 ? .frames(left - 1) : .finished
            return Fragment(size: size, isLast: left == 1)
        case .bytes(let range):
            let size = min(remaining, max(1, range.draw(&random)))
            remaining -= size
            if remaining == 0 { cut = .finished }
            return Fragment(size: size, isLast: remaining == 0)
        case .finished:
            return nil
        }
    }
}

extension ClosedRange<Int> {
    fileprivate func draw(_ random: inout FastRandom) -> Int {
        lowerBound == upperBound ? lowerBound : .random(in: self, using: &random)
    }
}
