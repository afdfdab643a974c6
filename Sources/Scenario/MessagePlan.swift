/// What each session sends: key `messages`.
package struct MessagePlan: Sendable, Equatable {
    /// Messages per session after which it closes; nil: no such limit.
    package var count: Int?
    /// Time from a session's opening after which it sends no more and closes; nil: until the run ends.
    package var duration: Duration?
    package var schedule: MessageSchedule = .closed(inFlight: 1)
    /// Key `type`: `"text"` or `"binary"` (the default).
    package var kind: MessageKind = .binary
    package var payload: MessagePayload = .generated(.fixed(64))
    package var fragmentation: FragmentationPlan?

    package init() {}
}

/// When the next message of a session is due.
package enum MessageSchedule: Sendable, Equatable {
    /// Key `rate`, messages per second and session: due times are fixed by the plan and do not wait for replies.
    case open(rate: Double)
    /// Key `inFlight` (default 1): the next message goes as soon as a reply has come.
    case closed(inFlight: Int)
}

package enum MessageKind: Sendable, Equatable {
    case text
    case binary
}

package enum MessagePayload: Sendable, Equatable {
    /// Key `size`: bytes from the run's seed (printable ASCII for text), with sizes from the distribution.
    case generated(SizeDistribution)
    /// Key `text`: the same literal each time, as UTF-8.
    case literal(String)
    /// Key `file`: the content of this file, by its path relative to the scenario file.
    case file(String)
}

/// Sizes of generated payloads, in bytes. All but `fixed` and `weighted` are clamped to `minimum...maximum`.
package enum SizeDistribution: Sendable, Equatable {
    /// `"size": 64` or `"size": "16KiB"`.
    case fixed(Int)
    /// `"size": [{"bytes": 64, "weight": 9}, {"bytes": "4KiB", "weight": 1}]`.
    case weighted([WeightedSize])
    /// `"size": {"uniform": {"min": 1, "max": 100}}`, and likewise below.
    case uniform(minimum: Int, maximum: Int)
    case normal(mean: Double, deviation: Double, minimum: Int, maximum: Int)
    /// `median` is that of the distribution itself and `sigma` the deviation of its logarithm.
    case logNormal(median: Double, sigma: Double, minimum: Int, maximum: Int)
    case exponential(mean: Double, minimum: Int, maximum: Int)
}

package struct WeightedSize: Sendable, Equatable {
    package var bytes: Int
    package var weight: Double

    package init(bytes: Int, weight: Double) {
        self.bytes = bytes
        self.weight = weight
    }
}

/// How a message is cut into frames (RFC 6455, section 5.4): key `fragmentation`.
package struct FragmentationPlan: Sendable, Equatable {
    package enum Cut: Sendable, Equatable {
        /// Key `frames`: a number, or `{"min": 2, "max": 5}`; the payload is cut evenly. A frame may be empty.
        case frames(ClosedRange<Int>)
        /// Key `bytes`: the payload of each frame but the last, a size or a range of sizes drawn per frame.
        case bytes(ClosedRange<Int>)
    }

    package var cut: Cut
    /// Key `pings`, default false: a ping goes between every two fragments.
    package var pings = false

    package init(cut: Cut, pings: Bool = false) {
        self.cut = cut
        self.pings = pings
    }
}
