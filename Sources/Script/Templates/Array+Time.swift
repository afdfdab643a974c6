import Scenario

extension [UInt8] {
    /// Appends a time.
    ///
    /// - Parameters:
    ///   - time: nanoseconds since 1970.
    ///   - form: unit, or date and time of day in UTC.
    mutating func appendTime(_ time: Int64, _ form: TemplateValue.TimeForm) {
        switch form {
        case .seconds: appendDecimal(time / 1_000_000_000)
        case .milliseconds: appendDecimal(time / 1_000_000)
        case .microseconds: appendDecimal(time / 1000)
        case .iso8601: appendDate(milliseconds: UInt64(Swift.max(time, 0)) / 1_000_000)
        }
    }

    private mutating func appendDate(milliseconds: UInt64) {
        let (days, timeOfDay) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        let (year, month, day) = Self.date(daysSince1970: days)
        appendDecimal(year, digits: 4)
        append(UInt8(ascii: "-"))
        appendDecimal(month, digits: 2)
        append(UInt8(ascii: "-"))
        appendDecimal(day, digits: 2)
        append(UInt8(ascii: "T"))
        appendDecimal(timeOfDay / 3_600_000, digits: 2)
        append(UInt8(ascii: ":"))
        appendDecimal(timeOfDay / 60_000 % 60, digits: 2)
        append(UInt8(ascii: ":"))
        appendDecimal(timeOfDay / 1000 % 60, digits: 2)
        append(UInt8(ascii: "."))
        appendDecimal(timeOfDay % 1000, digits: 3)
        append(UInt8(ascii: "Z"))
    }

    /// Year, month and day of the Gregorian calendar.
    private static func date(daysSince1970: UInt64) -> (UInt64, UInt64, UInt64) {
        // Years that begin in March have their leap day at the end; eras of 400 years are all alike.
        let days = daysSince1970 + 719_468
        let (era, dayOfEra) = days.quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }
}
