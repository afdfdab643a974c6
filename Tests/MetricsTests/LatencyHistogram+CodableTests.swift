import FoundationEssentials
import Metrics
import Testing

private func histogram(_ times: [Int64]) -> LatencyHistogram {
    var recorder = LatencyRecorder()
    for time in times { recorder.record(time) }
    return LatencyHistogram(recorder)
}

private func decoded(_ text: String) throws -> LatencyHistogram {
    try JSONDecoder().decode(LatencyHistogram.self, from: Data(text.utf8))
}

@Test func mergedFromTheirTextPartsAreTheWhole() throws {
    let times = (1...5_000).map { Int64($0 * $0) }
    var merged = LatencyHistogram()
    for part in [times.prefix(2_000), times.dropFirst(2_000)] {
        let text = try JSONEncoder().encode(histogram(Array(part)))
        merged.merge(try JSONDecoder().decode(LatencyHistogram.self, from: text))
    }
    #expect(merged == histogram(times))
}

@Test func anEmptyHistogramSurvivesItsText() throws {
    let text = try JSONEncoder().encode(LatencyHistogram())
    #expect(try JSONDecoder().decode(LatencyHistogram.self, from: text) == LatencyHistogram())
}

@Test(arguments: [
    #""lowest_discernible_ns": 1000, "count": 2, "buckets_ns_count": [[64, 1], [128, 1]]"#,
    #""lowest_discernible_ns": 100, "count": 2, "buckets_ns_count": [[128, 1], [64, 1]]"#,
    #""lowest_discernible_ns": 100, "count": 3, "buckets_ns_count": [[64, 1], [128, 1]]"#,
])
func whatCannotBeMergedIsRefused(fields: String) {
    let rest = """
        "highest_trackable_ns": 3600000000000, "significant_digits": 3, "sum_ns": 200, "min_ns": 70, "max_ns": 130,
        "clamped_count": 0
        """
    #expect(throws: DecodingError.self) { try decoded("{\(fields), \(rest)}") }
}
