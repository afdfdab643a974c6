extension RunMetrics: Codable {
    enum CodingKeys: String, CodingKey {
        case trends, timers, counters, ratios, checks, sessions
        case tlsAgreements = "tls"
        case closes, errors
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
    /// Ratios are there where something was compressed.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var trends = container.nestedContainer(keyedBy: MetricKey.self, forKey: .trends)
        for trend in Trend.allCases {
            let times = TrendJSON(
                scope: trend.scope, basis: trend == .wsMsgRTT ? basis : nil, times: self.trends[trend])
            try trends.encode(times, forKey: MetricKey(trend.name))
        }
        if !timers.isEmpty {
            try container.encode(
                timers.map { TrendJSON(name: $0.name, scope: .messages, times: $0.times) }, forKey: .timers)
        }
        var counters = container.nestedContainer(keyedBy: MetricKey.self, forKey: .counters)
        for counter in Counter.allCases where has(counter) {
            try encode(self[counter], counter.scope, counter.unit, forKey: counter.name, in: &counters)
        }
        try encode(fanoutLost, .messages, "count", forKey: "ws_fanout_lost", in: &counters)
        let ratios = [("ws_deflate_ratio", deflateRatio), ("ws_inflate_ratio", inflateRatio)].filter { $0.1 != nil }
        if !ratios.isEmpty {
            var container = container.nestedContainer(keyedBy: MetricKey.self, forKey: .ratios)
            for (name, ratio) in ratios { try container.encode(ratio, forKey: MetricKey(name)) }
        }
        if !checks.isEmpty { try container.encode(checks, forKey: .checks) }
        var sessions = container.nestedContainer(keyedBy: SessionKeys.self, forKey: .sessions)
        try sessions.encode(self[.wsConnectsPlanned].total, forKey: .planned)
        try sessions.encode(self[.wsConnectsAttempted].total, forKey: .attempted)
        try sessions.encode(self[.wsSessions].total, forKey: .opened)
        try sessions.encode(self[.wsSessionsFailed].total, forKey: .failed)
        try sessions.encode(self[.wsSessionsClosed].total, forKey: .closed)
        try sessions.encode(peakOpen, forKey: .peakOpen)
        if !tlsAgreements.isEmpty { try container.encode(tlsAgreements, forKey: .tlsAgreements) }
        try container.encode(closes, forKey: .closes)
        try container.encode(errors, forKey: .errors)
    }

    private func encode(
        _ value: CounterValue, _ scope: MetricScope, _ unit: String, forKey name: String,
        in counters: inout KeyedEncodingContainer<MetricKey>
    ) throws {
        var fields = counters.nestedContainer(keyedBy: CounterKeys.self, forKey: MetricKey(name))
        try fields.encode(scope, forKey: .scope)
        try fields.encode(unit, forKey: .unit)
        try fields.encode(value.total, forKey: .total)
        try fields.encode(value.window, forKey: .window)
        try fields.encode(value.perSecond, forKey: .perSecond)
    }

    /// Figures are not read but made anew from the histograms. Metrics of a name unknown here are passed over.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let trends = try container.nestedContainer(keyedBy: MetricKey.self, forKey: .trends)
        var histograms: [Trend: LatencyHistogram] = [:]
        var basis: RoundTripBasis?
        for trend in Trend.allCases where trends.contains(MetricKey(trend.name)) {
            let times = try trends.decode(TrendJSON.self, forKey: MetricKey(trend.name))
            histograms[trend] = times.times
            basis = basis ?? times.basis
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
        let timers = try container.decodeIfPresent([TrendJSON].self, forKey: .timers) ?? []
        let sessions = try container.nestedContainer(keyedBy: SessionKeys.self, forKey: .sessions)
        self.init(
            basis: basis, trends: histograms, counters: values,
            timers: timers.map { TimerTimes(name: $0.name ?? "", times: $0.times ?? LatencyHistogram()) },
            checks: try container.decodeIfPresent([CheckCount].self, forKey: .checks) ?? [],
            peakOpen: try sessions.decode(Int.self, forKey: .peakOpen),
            tlsAgreements: try container.decodeIfPresent([TLSAgreementCount].self, forKey: .tlsAgreements) ?? [],
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
