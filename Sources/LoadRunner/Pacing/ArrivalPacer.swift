import Glibc
import NetworkIO
import Scenario
import WebSocketCore

/// When iterations are due whose number per second is planned: one worker's part, in order.
///
/// A function of the plan and the seed alone. The whole plan is the same for any number of workers.
struct ArrivalPacer: Sendable {
    /// An iteration that is due.
    struct Arrival: Sendable, Equatable {
        /// In the whole plan.
        var number: Int
        /// From the curve's start.
        var time: Nanoseconds
    }

    private let curve: LoadCurve
    private let spacing: ArrivalSpacing
    private let cut: PlanCut
    /// Of evenly spaced arrivals and of bursts, in the whole plan.
    private let count: Int
    /// The next of this part's own.
    private var number: Int
    private var random: FastRandom
    /// Of Poisson arrivals: how many were drawn, and the integral of the rate at which the last of them comes.
    private var drawn = 0
    private var amount = 0.0

    /// - Parameters:
    ///   - curve: arrivals per second.
    ///   - spacing: how they follow one another.
    ///   - cut: whose part it is.
    ///   - seed: of the run.
    ///   - kind: the place of the kind of session in the scenario, so that no two kinds come at the same random times.
    init(_ curve: LoadCurve, _ spacing: ArrivalSpacing, cut: PlanCut, seed: UInt64, kind: Int) {
        self.curve = curve
        self.spacing = spacing
        self.cut = cut
        number = cut.index
        // Sessions have the streams below, their scripts and connects those above.
        random = FastRandom(seed: seed, stream: 1 << 62 | UInt64(kind))
        let slack = 1e-9 * max(1, curve.total)
        count = Int(max(0, curve.total - slack).rounded(.up))
    }

    /// The next of this part's arrivals; nil after the last.
    mutating func next() -> Arrival? {
        let mean: Double
        switch spacing {
        case .even:
            guard number < count else { return nil }
            mean = Double(number)
        case .bursts(let size):
            guard number < count else { return nil }
            mean = Double(number - number % size)
        case .poisson:
            while drawn <= number {
                amount -= log(1 - random.unit())
                drawn += 1
            }
            mean = amount
        }
        guard let time = curve.time(passing: mean) else { return nil }
        defer { number += cut.count }
        return Arrival(number: number, time: Nanoseconds((time * 1e9).rounded()))
    }
}
