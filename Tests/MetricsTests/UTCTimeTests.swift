import Metrics
import Testing

@Test(arguments: [
    (0, "1970-01-01T00:00:00Z"), (951_782_399, "2000-02-28T23:59:59Z"), (951_782_400, "2000-02-29T00:00:00Z"),
    (1_795_383_000, "2026-11-22T21:30:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
])
func momentsAreWrittenAsRFC3339(seconds: Int64, text: String) {
    #expect(UTCTime(unixSeconds: seconds).rfc3339 == text)
}

@Test func theCompactFormFitsIntoFileNames() {
    #expect(UTCTime(unixSeconds: 1_795_383_000).compact == "20261122T213000Z")
}
