/// How much smaller compression made messages: their compressed bytes by their bytes of payload.
package struct CompressionRatio: Sendable, Equatable {
    /// The counters of the payload and of what it was compressed to.
    private let whole: CounterValue, packed: CounterValue

    init?(whole: CounterValue, packed: CounterValue) {
        guard whole.total > 0 else { return nil }
        self.whole = whole
        self.packed = packed
    }

    /// Of the whole run: 0.25 for a quarter, above 1 for payload that grew.
    package var total: Double { Double(packed.total) / Double(whole.total) }

    /// Of the measured window; nil where nothing was compressed in it.
    package var window: Double? { whole.window > 0 ? Double(packed.window) / Double(whole.window) : nil }
}

extension CompressionRatio: Encodable {
    private enum CodingKeys: String, CodingKey {
        case scope, unit, total, window
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(MetricScope.window, forKey: .scope)
        try container.encode("ratio", forKey: .unit)
        try container.encode(total, forKey: .total)
        try container.encodeIfPresent(window, forKey: .window)
    }
}
