import Glibc
import NetworkIO
import Scenario
import WebSocketCore

extension DelayDistribution {
    /// The next delay.
    func draw(_ random: inout FastRandom) -> Nanoseconds {
        switch self {
        case .fixed(let delay): return delay.nanoseconds
        case .uniform(let minimum, let maximum):
            return Nanoseconds.random(in: minimum.nanoseconds...max(minimum, maximum).nanoseconds, using: &random)
        case .normal(let mean, let deviation, let minimum, let maximum):
            let drawn = Double(mean.nanoseconds) + Double(deviation.nanoseconds) * random.standardNormal()
            return Self.clamp(drawn, minimum, maximum)
        case .logNormal(let median, let sigma, let minimum, let maximum):
            return Self.clamp(Double(median.nanoseconds) * exp(sigma * random.standardNormal()), minimum, maximum)
        case .exponential(let mean, let minimum, let maximum):
            return Self.clamp(-Double(mean.nanoseconds) * log(1 - random.unit()), minimum, maximum)
        }
    }

    private static func clamp(_ drawn: Double, _ minimum: Duration, _ maximum: Duration) -> Nanoseconds {
        Nanoseconds(min(max(drawn, Double(minimum.nanoseconds)), Double(maximum.nanoseconds)))
    }
}
