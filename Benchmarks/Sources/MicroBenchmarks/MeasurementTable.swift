/// Measurements as lines of text.
enum MeasurementTable {
    private static let nameWidth = 44
    private static let figureWidth = 12

    static let head = line("", "median ns/op", "shortest", "GB/s")

    static func line(_ measurement: Measurement) -> String {
        line(
            measurement.name, decimal(measurement.median), decimal(measurement.shortest),
            measurement.gigabytesPerSecond.map(decimal) ?? "")
    }

    private static func line(_ name: String, _ figures: String...) -> String {
        name + spaces(nameWidth - name.count)
            + figures.map { spaces(figureWidth + 2 - $0.count) + $0 }.joined()
    }

    private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

    /// With two places.
    private static func decimal(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
        return "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
    }
}
