/// Numbers for people: three significant digits, with the unit that fits.
enum Figure {
    /// A time in nanoseconds: `640 ns`, `52.1 µs`, `1.23 ms`, `61.0 s`.
    static func duration(nanoseconds: Double) -> String {
        if nanoseconds < 1000, nanoseconds == nanoseconds.rounded() { return "\(Int(nanoseconds)) ns" }
        return scaled(nanoseconds, units: ["ns", "µs", "ms", "s"], step: 1000)
    }

    /// An amount of bytes: `640 B`, `1.50 KiB`, `12.0 MiB`.
    static func bytes(_ bytes: Double) -> String {
        if bytes < 1024 { return "\(Int(bytes)) B" }
        return scaled(bytes, units: ["B", "KiB", "MiB", "GiB", "TiB"], step: 1024)
    }

    /// A whole number in groups of three: `1,234,567`.
    static func count(_ value: Int) -> String {
        let digits = String(value.magnitude)
        var grouped = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { grouped += "," }
            grouped.append(digit)
        }
        return grouped
    }

    /// A whole number in at most seven characters: `999,999`, `1.23 M`.
    static func shortCount(_ value: Int) -> String {
        value < 1_000_000 ? count(value) : scaled(Double(value), units: ["", "k", "M", "G", "T"], step: 1000)
    }

    /// How often per second: whole from 100 up, three digits below.
    static func rate(_ perSecond: Double) -> String {
        perSecond >= 99.95 ? count(Int(perSecond.rounded())) : perSecond == 0 ? "0" : threeDigits(perSecond)
    }

    /// A part of a whole: `0.41 %`. Only all of it is `100 %`; what is nearly so is rounded down, `99.99 %`.
    static func share(_ share: Double) -> String {
        if share >= 0.9995, share < 1 { return fixed((share * 1e4).rounded(.down) / 100, decimals: 2) + " %" }
        return share == 0 ? "0 %" : threeDigits(share * 100) + " %"
    }

    /// Seconds that pass: `6.2 s`, from 100 s on `12:05`, `1:02:05`.
    static func clock(_ seconds: Double) -> String {
        if seconds < 99.95 { return fixed(seconds, decimals: 1) + " s" }
        let whole = Int(seconds)
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        let padded = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
        return hours > 0 ? "\(hours):\(padded(minutes)):\(padded(rest))" : "\(minutes):\(padded(rest))"
    }

    /// Three significant digits, but no fewer than stand before the point: `0.05`, `1.23`, `52.1`, `640`, `12345`.
    static func threeDigits(_ value: Double) -> String {
        switch value.magnitude {
        case ..<9.995: fixed(value, decimals: 2)
        case ..<99.95: fixed(value, decimals: 1)
        default: fixed(value, decimals: 0)
        }
    }

    /// With so many digits after the point.
    static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
        var power = 1
        for _ in 0..<decimals { power *= 10 }
        let scaled = Int((value.magnitude * Double(power)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return sign + String(scaled) }
        let rest = String(scaled % power)
        return sign + "\(scaled / power)." + String(repeating: "0", count: decimals - rest.count) + rest
    }

    /// In the first unit in which no more than three digits stand before the point.
    private static func scaled(_ value: Double, units: [String], step: Double) -> String {
        var (value, unit) = (value, 0)
        while unit < units.count - 1, value >= step || value >= 999.5 {
            value /= step
            unit += 1
        }
        return threeDigits(value) + " " + units[unit]
    }
}
