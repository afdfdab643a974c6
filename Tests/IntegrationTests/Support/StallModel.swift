/// The latencies that a server must have which stands still now and then and else takes no time: a message that is due
/// in a stall waits for its end.
struct StallModel {
    /// In seconds, rising.
    private let latencies: [Double]

    /// - Parameters:
    ///   - stalls: in seconds from the same moment as `window`.
    ///   - window: over which the messages are due, evenly spaced.
    ///   - count: how many there are.
    init(_ stalls: [ClosedRange<Double>], window: Range<Double>, count: Int) {
        let spacing = (window.upperBound - window.lowerBound) / Double(count)
        latencies = (0..<count).map { number in
            let due = window.lowerBound + (Double(number) + 0.5) * spacing
            return stalls.first { $0.contains(due) }.map { $0.upperBound - due } ?? 0
        }.sorted()
    }

    /// In seconds.
    func percentile(_ percent: Double) -> Double {
        let rank = (percent / 100 * Double(latencies.count)).rounded(.up)
        return latencies[max(0, Int(rank) - 1)]
    }
}
