/// A moment of UTC, to the second.
package struct UTCTime: Sendable, Equatable {
    /// Since 1970-01-01, without leap seconds.
    package var unixSeconds: Int64

    package init(unixSeconds: Int64) {
        self.unixSeconds = unixSeconds
    }

    /// As in `2026-11-22T21:30:00Z` (RFC 3339).
    package var rfc3339: String { text(dateSeparator: "-", timeSeparator: ":") }

    /// As in `20261122T213000Z`, for file names.
    package var compact: String { text(dateSeparator: "", timeSeparator: "") }

    private func text(dateSeparator: String, timeSeparator: String) -> String {
        let day = Self.floorDivide(unixSeconds, 86_400)
        let second = unixSeconds - day * 86_400
        let date = Self.date(ofDay: day)
        let dateText = [Self.padded(date.year, 4), Self.padded(date.month, 2), Self.padded(date.day, 2)]
        let timeText = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
        return dateText.joined(separator: dateSeparator) + "T" + timeText.joined(separator: timeSeparator) + "Z"
    }

    /// The Gregorian date of a day counted from 1970-01-01.
    ///
    /// Years are counted from March, so that the leap day is the last of its year and months have a regular pattern.
    private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let sinceMarch0000 = day + 719_468
        let era = floorDivide(sinceMarch0000, 146_097)
        let dayOfEra = sinceMarch0000 - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
