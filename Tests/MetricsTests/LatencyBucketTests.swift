import Metrics
import Testing

@Test(arguments: [0, 63, 64, 131_071, 131_072, 131_200, 262_143, 262_144, 5_000_000, 999_999_999, 3_600_000_000_000])
func aValueLiesInItsBucket(value: Int64) throws {
    var recorder = LatencyRecorder()
    recorder.record(value)
    let bucket = try #require(LatencyHistogram(recorder).buckets.first)
    #expect(bucket.lowest <= UInt64(value))
    #expect(bucket.highest >= UInt64(value))
    #expect(bucket.highest - bucket.lowest < max(64, UInt64(value) / 1000))
}

@Test func neighbouringBucketsTouch() {
    var recorder = LatencyRecorder()
    for value in stride(from: Int64(0), through: 2_000_000, by: 16) { recorder.record(value) }
    let buckets = LatencyHistogram(recorder).buckets
    #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.highest + 1 == $1.lowest })
}
