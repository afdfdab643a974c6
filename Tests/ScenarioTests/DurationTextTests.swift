import Testing

@testable import Scenario

@Suite struct DurationTextTests {
    @Test(
        arguments: [
            ("250ms", .milliseconds(250)), ("30s", .seconds(30)), ("1m30s", .seconds(90)), ("2h", .seconds(7200)),
            ("10us", .microseconds(10)), ("1.5s", .milliseconds(1500)), ("0s", .zero),
            ("1h2m3s4ms5us6ns", .nanoseconds(3_723_004_005_006)),
            ("0.5us", .nanoseconds(500)), ("8760h", DurationText.longest), ("007s", .seconds(7)),
        ] as [(String, Duration)])
    func reads(_ text: String, _ duration: Duration) throws {
        #expect(try DurationText.parse(text) == duration)
    }

    @Test(
        arguments: [
            ("", "a duration is a number and its unit", "such as \"250ms\", \"30s\", \"1m30s\" or \"2h\"", 0..<0),
            ("10", "the duration has no unit", "write \"10s\" for seconds or \"10ms\" for milliseconds", nil),
            ("30sec", "unknown unit \"sec\" in a duration", "did you mean \"30s\"?", 2..<5),
            ("5MIN", "unknown unit \"MIN\" in a duration", "did you mean \"5m\"?", 1..<4),
            ("5S", "unknown unit \"S\" in a duration", "did you mean \"5s\"?", 1..<2),
            ("1m5µs", "unknown unit \"µs\" in a duration", "did you mean \"1m5us\"?", 3..<6),
            ("3d", "unknown unit \"d\" in a duration", "the units are h, m, s, ms, us and ns", 1..<2),
            ("30 s", "a duration has no spaces", "did you mean \"30s\"?", nil),
            ("5 min", "a duration has no spaces", "did you mean \"5m\"?", nil),
            ("1 minute 30 s", "a duration has no spaces", "did you mean \"1m30s\"?", nil),
            ("3 d", "a duration has no spaces", "the units are h, m, s, ms, us and ns", nil),
            ("1. s", "a duration has no spaces", "such as \"250ms\", \"30s\", \"1m30s\" or \"2h\"", nil),
            ("soon enough", "a duration has no spaces", "such as \"250ms\", \"30s\", \"1m30s\" or \"2h\"", nil),
            ("-5s", "a duration is not negative", "such as \"250ms\", \"30s\", \"1m30s\" or \"2h\"", nil),
            ("s", "a duration is a number and its unit", "such as \"250ms\", \"30s\", \"1m30s\" or \"2h\"", 0..<1),
            ("30s1m", "the units of a duration go from long to short, each once", "such as \"1m30s\"", 3..<5),
            ("1s1s", "the units of a duration go from long to short, each once", "such as \"1m30s\"", 2..<4),
            ("1.s", "digits are missing after the point", nil, 0..<2),
            ("0.5ns", "a duration is a whole number of nanoseconds", nil, 0..<5),
            ("8760h1ns", "longer than the longest duration", "at most 8760h", nil),
            ("9999999999999999999s", "a number of more than 18 digits", nil, 0..<19),
        ] as [(String, String, String?, Range<Int>?)])
    func refuses(_ text: String, _ message: String, _ help: String?, _ range: Range<Int>?) {
        #expect(throws: TextFault(message, help: help, range: range)) { try DurationText.parse(text) }
    }

    @Test(arguments: [
        ("4h59m59s979ms100us", "5h"), ("1h0m1s", "1h1m"), ("1m30s1ns", "1m31s"), ("19s979ms999us", "19s980ms"),
        ("2ms1us", "2ms10us"), ("900ns", "900ns"), ("1h", "1h"), ("0s", "0s"),
    ])
    func roundsUpForPeople(_ text: String, _ rough: String) throws {
        #expect(DurationText.rough(try DurationText.parse(text)) == rough)
    }

    @Test(arguments: ["0s", "250ms", "1m30s", "2h", "1h1ns", "36h"])
    func writesWhatItReads(_ text: String) throws {
        #expect(DurationText.format(try DurationText.parse(text)) == text)
    }
}
