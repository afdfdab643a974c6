import Testing

@testable import Reporting

@Test(arguments: [
    (0.0, "0 ns"), (64, "64 ns"), (999, "999 ns"), (1_000, "1.00 µs"), (9_994, "9.99 µs"), (9_996, "10.0 µs"),
    (52_130, "52.1 µs"), (999_400, "999 µs"), (999_600, "1.00 ms"), (1_234_567, "1.23 ms"),
    (61_000_000_000, "61.0 s"), (3_600_000_000_000, "3600 s"),
])
func timesHaveThreeDigitsAndAUnit(nanoseconds: Double, text: String) {
    #expect(Figure.duration(nanoseconds: nanoseconds) == text)
}

@Test(arguments: [(0.0, "0 B"), (1_023, "1023 B"), (1_024, "1.00 KiB"), (12_582_912, "12.0 MiB"), (1e18, "909495 TiB")])
func bytesHaveBinaryUnits(bytes: Double, text: String) {
    #expect(Figure.bytes(bytes) == text)
}

@Test(arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
func wholeNumbersAreGrouped(value: Int, text: String) {
    #expect(Figure.count(value) == text)
}

@Test(arguments: [(999_999, "999,999"), (1_234_567, "1.23 M"), (999_700_000, "1.00 G")])
func longCountsAreShortened(value: Int, text: String) {
    #expect(Figure.shortCount(value) == text)
}

@Test(arguments: [(0.0, "0"), (0.5, "0.50"), (12.34, "12.3"), (99.96, "100"), (10_012.4, "10,012")])
func ratesAreWholeFromAHundredUp(rate: Double, text: String) {
    #expect(Figure.rate(rate) == text)
}

@Test(arguments: [(6.23, "6.2 s"), (99.9, "99.9 s"), (99.97, "1:39"), (725, "12:05"), (3_725, "1:02:05")])
func clocksCountMinutesWhenSecondsAreMany(seconds: Double, text: String) {
    #expect(Figure.clock(seconds) == text)
}

@Test(arguments: [(0.0, "0 %"), (0.0041, "0.41 %"), (0.45, "45.0 %"), (1, "100 %")])
func sharesAreInPercent(share: Double, text: String) {
    #expect(Figure.share(share) == text)
}

@Test func roundingCarriesOverThePoint() {
    #expect(Figure.fixed(1.999, decimals: 2) == "2.00")
    #expect(Figure.fixed(-0.004, decimals: 2) == "0.00")
    #expect(Figure.fixed(-1.005, decimals: 1) == "-1.0")
}

@Test func onlyAllOfItIsAHundredPercent() {
    #expect(
        [1, 0.99994, 0.999_999_9, 0.9995, 0.9994].map(Figure.share) == [
            "100 %", "99.99 %", "99.99 %", "99.95 %", "99.9 %",
        ])
}
