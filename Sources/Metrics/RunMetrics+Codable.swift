extension RunMetrics: Codable {
    enum CodingKeys: String, CodingKey {
        case trends, counters, sessions, closes, errors
    }

    private enum TrendKeys: String, CodingKey {
        case scope, unit, basis, count, min, mean, max, p50, p90, p95, p99
        case p999 = "p99_9"
        case p9999 = "p99_99"
        case histogram
    }

    private enum CounterKeys: String, CodingKey {
        case scope, unit, total, window
        case perSecond = "per_second"
    }

    private enum SessionKeys: String, CodingKey {
        case planned, attempted, opened, failed, closed
        case peakOpen = "peak_open"
    }

    /// Every metric is written, with its figures in microseconds; those that recorded nothing only with a count of 0.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var trends = container.nestedContainer(keyedBy: MetricKey.self, forKey: .trends)
        for trend in Trend.allCases {
            var fields = trends.nestedContainer(keyedBy: TrendKeys.self, forKey: MetricKey(trend.name))
            try encode(trend, into: &fields)
        }
        var counters = container.nestedContainer(keyedBy: MetricKey.self, forKey: .counters)
        for counter in Counter.allCases {
            var fields = counters.nestedContainer(keyedBy: CounterKeys.self, forKey: MetricKey(counter.name))
            try fields.encode(counter.scope, forKey: .scope)
            try fields.encode(counter.unit, forKey: .unit)
            try fields.encode(self[counter].total, forKey: .total)
            try fields.encode(self[counter].window, forKey: .window)
            try fields.encode(self[counter].perSecond, forKey: .perSecond)
        }
        var sessions = container.nestedContainer(keyedBy: SessionKeys.self, forKey: .sessions)
        try sessions.encode(self[.wsConnectsPlanned].total, forKey: .planned)
        try sessions.encode(self[.wsConnectsAttempted].total, forKey: .attempted)
        try sessions.encode(self[.wsSessions].total, forKey: .opened)
        try sessions.encode(self[.wsSessionsFailed].total, forKey: .failed)
        try sessions.encode(self[.wsSessionsClosed].total, forKey: .closed)
        try sessions.encode(peakOpen, forKey: .peakOpen)
        try container.encode(closes, forKey: .closes)
        try container.encode(errors, forKey: .errors)
    }

    private func encode(_ trend: Trend, into fields: inout KeyedEncodingContainer<TrendKeys>) throws {
        try fields.encode(trend.scope, forKey: .scope)
        try fields.encode("us", forKey: .unit)
        if trend == .wsMsgRTT { try fields.encodeIfPresent(basis, forKey: .basis) }
        guard let histogram = trends[trend], let summary = histogram.summary() else {
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
        try fields.encode(histogram, forKey: .histogram)
    }

    private func microseconds(_ nanoseconds: UInt64) -> Double { Double(nanoseconds) / 1000 }

    /// Figures are not read but made anew from the histograms. Metrics of a name unknown here are passed over.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let trends = try container.nestedContainer(keyedBy: MetricKey.self, forKey: .trends)
        var histograms: [Trend: LatencyHistogram] = [:]
        var basis: RoundTripBasis?
        for trend in Trend.allCases where trends.contains(MetricKey(trend.name)) {
            let fields = try trends.nestedContainer(keyedBy: TrendKeys.self, forKey: MetricKey(trend.name))
            histograms[trend] = try fields.decodeIfPresent(LatencyHistogram.self, forKey: .histogram)
            if trend == .wsMsgRTT { basis = try fields.decodeIfPresent(RoundTripBasis.self, forKey: .basis) }
        }
        let counters = try container.nestedContainer(keyedBy: MetricKey.self, forKey: .counters)
        var values: [Counter: CounterValue] = [:]
        for counter in Counter.allCases where counters.contains(MetricKey(counter.name)) {
            let fields = try counters.nestedContainer(keyedBy: CounterKeys.self, forKey: MetricKey(counter.name))
            values[counter] = CounterValue(
                total: try fields.decode(Int.self, forKey: .total),
                window: try fields.decode(Int.self, forKey: .window),
                perSecond: try fields.decode(Double.self, forKey: .perSecond))
        }
        let sessions = try container.nestedContainer(keyedBy: SessionKeys.self, forKey: .sessions)
        self.init(
            basis: basis, trends: histograms, counters: values,
            peakOpen: try sessions.decode(Int.self, forKey: .peakOpen),
            closes: try container.decode([CloseCount].self, forKey: .closes),
            errors: try container.decode([ErrorCount].self, forKey: .errors))
    }
}

/// A metric's name as a key.
private struct MetricKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ name: String) { stringValue = name }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}
