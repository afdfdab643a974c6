/// Durations as a scenario writes them: "250ms", "30s", "1m30s", "1.5h".
enum DurationText {
    /// From long to short, the order in which they stand in a duration.
    static let units: [(name: String, nanoseconds: Int)] = [
        ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1_000),
        ("ns", 1),
    ]

    /// The longest duration that a scenario may ask for: a year.
    static let longest: Duration = .seconds(8760 * 3600)

    private static let aliases: [String: String] = [
        "sec": "s", "secs": "s", "second": "s", "seconds": "s", "min": "m", "mins": "m", "minute": "m", "minutes": "m",
        "hr": "h", "hrs": "h", "hour": "h", "hours": "h", "msec": "ms", "msecs": "ms", "millis": "ms", "µs": "us",
        "μs": "us", "usec": "us", "micros": "us", "nsec": "ns", "nanos": "ns",
    ]

    static func parse(_ text: String) throws(TextFault) -> Duration {
        let bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: " ")) {
            throw TextFault.spaces("a duration has no spaces", in: text, example: example, parse)
        }
        if bytes.first == UInt8(ascii: "-") { throw TextFault("a duration is not negative", help: example) }
        var rest = bytes[...]
        var total: Int128 = 0
        var previous = -1
        repeat {
            let start = rest.startIndex
            guard let number = try DecimalText(taking: &rest) else {
                throw TextFault("a duration is a number and its unit", help: example, range: start..<bytes.count)
            }
            let unit = rest.prefix { !$0.isDigit && $0 != UInt8(ascii: ".") }
            rest = rest.dropFirst(unit.count)
            let name = String(decoding: unit, as: UTF8.self)
            let index = try unitIndex(name, of: text, at: unit.startIndex..<unit.endIndex)
            guard index > previous else {
                throw TextFault(
                    "the units of a duration go from long to short, each once",
                    help: "such as \"1m30s\"", range: start..<unit.endIndex)
            }
            previous = index
            guard let part = number.times(units[index].nanoseconds) else {
                throw TextFault("a duration is a whole number of nanoseconds", range: start..<unit.endIndex)
            }
            total += part
        } while !rest.isEmpty
        guard total <= longest.wholeNanoseconds else {
            throw TextFault("longer than the longest duration", help: "at most \(format(longest))")
        }
        return .nanoseconds(Int64(total))
    }

    /// The shortest text that reads as this duration.
    static func format(_ duration: Duration) -> String {
        var rest = duration.wholeNanoseconds
        guard rest > 0 else { return "0s" }
        var text = ""
        for (name, nanoseconds) in units where rest >= Int128(nanoseconds) {
            text += "\(rest / Int128(nanoseconds))\(name)"
            rest %= Int128(nanoseconds)
        }
        return text
    }

    /// The same for people, rounded up to three or four digits: `5h` for 4 h 59 min 59.979 s.
    static func rough(_ duration: Duration) -> String {
        let steps: [(from: Duration, step: Int64)] = [
            (.seconds(3600), 60_000_000_000), (.seconds(60), 1_000_000_000), (.seconds(1), 10_000_000),
            (.milliseconds(1), 10_000),
        ]
        guard let step = steps.first(where: { duration >= $0.from })?.step else { return format(duration) }
        let nanoseconds = Int64(duration / .nanoseconds(1))
        return format(.nanoseconds((nanoseconds + step - 1) / step * step))
    }

    private static let example = "such as \"250ms\", \"30s\", \"1m30s\" or \"2h\""

    private static func unitIndex(_ name: String, of text: String, at range: Range<Int>) throws(TextFault) -> Int {
        if let index = units.firstIndex(where: { $0.name == name }) { return index }
        if name.isEmpty {
            throw TextFault(
                "the duration has no unit", help: "write \"\(text)s\" for seconds or \"\(text)ms\" for milliseconds")
        }
        let lowercased = name.lowercased()
        let known = aliases[lowercased] ?? (units.contains { $0.name == lowercased } ? lowercased : nil)
        let bytes = Array(text.utf8)
        let mended = known.map {
            String(decoding: bytes[..<range.lowerBound] + Array($0.utf8) + bytes[range.upperBound...], as: UTF8.self)
        }
        throw TextFault(
            "unknown unit \"\(name)\" in a duration",
            help: mended.map { "did you mean \"\($0)\"?" } ?? "the units are h, m, s, ms, us and ns", range: range)
    }
}

extension Duration {
    /// What is less than a nanosecond is left out.
    var wholeNanoseconds: Int128 {
        let (seconds, attoseconds) = components
        return Int128(seconds) * 1_000_000_000 + Int128(attoseconds / 1_000_000_000)
    }
}
