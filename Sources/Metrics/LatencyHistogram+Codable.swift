extension LatencyHistogram: Codable {
    private enum CodingKeys: String, CodingKey {
        case lowestDiscernible = "lowest_discernible_ns"
        case highestTrackable = "highest_trackable_ns"
        case significantDigits = "significant_digits"
        case count
        case sum = "sum_ns"
        case min = "min_ns"
        case max = "max_ns"
        case clamped = "clamped_count"
        case buckets = "buckets_ns_count"
    }

    /// Writes the layout of the buckets and every bucket that holds something, from which the histogram can be made
    /// anew exactly.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Self.lowestDiscernible, forKey: .lowestDiscernible)
        try container.encode(Self.highestTrackable, forKey: .highestTrackable)
        try container.encode(Self.significantDigits, forKey: .significantDigits)
        try container.encode(count, forKey: .count)
        try container.encode(sum, forKey: .sum)
        try container.encode(isEmpty ? 0 : min, forKey: .min)
        try container.encode(max, forKey: .max)
        try container.encode(clamped, forKey: .clamped)
        try container.encode(LatencyBuckets(buckets), forKey: .buckets)
    }

    /// - Throws: `DecodingError` where the layout is another one, because its buckets could not be merged with ours,
    ///   or where the buckets contradict the count or are out of order.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard try container.decode(UInt64.self, forKey: .lowestDiscernible) == Self.lowestDiscernible,
            try container.decode(UInt64.self, forKey: .highestTrackable) == Self.highestTrackable,
            try container.decode(Int.self, forKey: .significantDigits) == Self.significantDigits
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .lowestDiscernible, in: container, debugDescription: "a histogram with another bucket layout")
        }
        let buckets = try container.decode(LatencyBuckets.self, forKey: .buckets).list
        guard zip(buckets, buckets.dropFirst()).allSatisfy({ $0.lowest < $1.lowest }) else {
            throw DecodingError.dataCorruptedError(
                forKey: .buckets, in: container, debugDescription: "buckets out of order")
        }
        let count = try container.decode(UInt64.self, forKey: .count)
        guard buckets.reduce(0, { $0 &+ $1.count }) == count else {
            throw DecodingError.dataCorruptedError(
                forKey: .count, in: container, debugDescription: "the buckets do not add up to the count")
        }
        self.init(
            buckets: buckets, count: count, sum: try container.decode(UInt64.self, forKey: .sum),
            min: buckets.isEmpty ? .max : try container.decode(UInt64.self, forKey: .min),
            max: try container.decode(UInt64.self, forKey: .max),
            clamped: try container.decode(UInt64.self, forKey: .clamped))
    }
}

/// Buckets as `[[lowest, count], …]`.
private struct LatencyBuckets: Codable, JSONRepresentable {
    let list: [LatencyBucket]

    init(_ list: [LatencyBucket]) { self.list = list }

    init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        var list: [LatencyBucket] = []
        while !container.isAtEnd {
            var pair = try container.nestedUnkeyedContainer()
            list.append(
                LatencyBucket(lowest: try pair.decode(UInt64.self), count: try pair.decode(UInt64.self)))
        }
        self.list = list
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        for bucket in list { try container.encode([bucket.lowest, bucket.count]) }
    }

    var isSpreadOverLines: Bool { false }

    var json: [UInt8] {
        // No number is longer than the last of the lowest, or than all counts together.
        let counts = list.reduce(0) { $0 + $1.count }
        let widest = "[,],".utf8.count + "\(list.last?.lowest ?? 0)\(counts)".utf8.count
        var text = [UInt8](repeating: UInt8(ascii: "["), count: 2 + list.count * widest + MutableRawSpan.decimalSlack)
        var elements = text.mutableSpan
        var bytes = unsafe elements.mutableBytes
        var end = 1
        for bucket in list {
            bytes.storeBytes(of: UInt8(ascii: "["), toByteOffset: end, as: UInt8.self)
            end = bytes.store(decimal: bucket.lowest, at: end + 1)
            bytes.storeBytes(of: UInt8(ascii: ","), toByteOffset: end, as: UInt8.self)
            end = bytes.store(decimal: bucket.count, at: end + 1)
            bytes.storeBytes(of: UInt8(ascii: "]"), toByteOffset: end, as: UInt8.self)
            bytes.storeBytes(of: UInt8(ascii: ","), toByteOffset: end + 1, as: UInt8.self)
            end += 2
        }
        // The bracket takes the place of the last comma.
        let last = list.isEmpty ? end : end - 1
        bytes.storeBytes(of: UInt8(ascii: "]"), toByteOffset: last, as: UInt8.self)
        text.removeLast(text.count - last - 1)
        return text
    }
}
