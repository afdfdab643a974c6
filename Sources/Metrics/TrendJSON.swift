/// The times of a metric or timer as `summary.json` has them: figures in microseconds, and the histogram.
struct TrendJSON: Codable {
    /// Of a timer; metrics have theirs as key.
    var name: String?
    var scope: MetricScope
    var basis: RoundTripBasis?
    /// Nil where nothing was recorded.
    var times: LatencyHistogram?

    private enum CodingKeys: String, CodingKey {
        case name, scope, unit, basis, count, min, mean, max, p50, p90, p95, p99
        case p999 = "p99_9"
        case p9999 = "p99_99"
        case histogram
    }

    init(name: String? = nil, scope: MetricScope, basis: RoundTripBasis? = nil, times: LatencyHistogram?) {
        self.name = name
        self.scope = scope
        self.basis = basis
        self.times = times
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encodeIfPresent(name, forKey: .name)
        try fields.encode(scope, forKey: .scope)
        try fields.encode("us", forKey: .unit)
        try fields.encodeIfPresent(basis, forKey: .basis)
        guard let times, let summary = times.summary() else {
            try fields.encode(0, forKey: .count)
            return
        }
        try fields.encode(summary.count, forKey: .count)
        try fields.encode(microseconds(summary.min), forKey: .min)
        try fields.encode((summary.mean / 1000).toThousandths, forKey: .mean)
        try fields.encode(microseconds(summary.max), forKey: .max)
        try fields.encode(microseconds(summary.p50), forKey: .p50)
        try fields.encode(microseconds(summary.p90), forKey: .p90)
        try fields.encode(microseconds(summary.p95), forKey: .p95)
        try fields.encode(microseconds(summary.p99), forKey: .p99)
        try fields.encode(microseconds(summary.p999), forKey: .p999)
        try fields.encode(microseconds(summary.p9999), forKey: .p9999)
        try fields.encode(times, forKey: .histogram)
    }

    private func microseconds(_ nanoseconds: UInt64) -> Double { Double(nanoseconds) / 1000 }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        name = try fields.decodeIfPresent(String.self, forKey: .name)
        scope = try fields.decode(MetricScope.self, forKey: .scope)
        basis = try fields.decodeIfPresent(RoundTripBasis.self, forKey: .basis)
        times = try fields.decodeIfPresent(LatencyHistogram.self, forKey: .histogram)
    }
}
