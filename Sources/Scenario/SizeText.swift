/// Sizes as a scenario writes them: "16KiB" (1,024 bytes each), "1MB" (1,000,000 bytes), "64B".
enum SizeText {
    static let units: [(name: String, bytes: Int)] = [
        ("B", 1), ("kB", 1000), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000),
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30),
    ]

    static func parse(_ text: String) throws(TextFault) -> Int {
        let bytes = Array(text.utf8)
        if bytes.contains(UInt8(ascii: " ")) {
            throw TextFault.spaces("a size has no spaces", in: text, example: example, parse)
        }
        if bytes.first == UInt8(ascii: "-") { throw TextFault("a size is not negative", help: example) }
        var rest = bytes[...]
        guard let number = try DecimalText(taking: &rest) else {
            throw TextFault("a size is a number and its unit", help: example)
        }
        let name = String(decoding: rest, as: UTF8.self)
        guard let unit = units.first(where: { $0.name == name }) else {
            throw unknown(name, number: text.dropLast(name.count), at: rest.startIndex..<rest.endIndex)
        }
        guard let total = number.times(unit.bytes) else { throw TextFault("a size is a whole number of bytes") }
        guard let size = Int(exactly: total) else { throw TextFault("the size is too large") }
        return size
    }

    /// The shortest text that reads as this size.
    static func format(_ bytes: Int) -> String {
        for (name, unit) in units.suffix(3).reversed() where bytes >= unit && bytes % unit == 0 {
            return "\(bytes / unit)\(name)"
        }
        return "\(bytes)B"
    }

    private static let example = "such as 64, \"16KiB\" or \"1MB\""

    private static func unknown(_ name: String, number: Substring, at range: Range<Int>) -> TextFault {
        if name.isEmpty {
            return TextFault("the size has no unit", help: "write \(number) without quotes, or \"\(number)B\"")
        }
        if let unit = units.first(where: { $0.name.lowercased() == name.lowercased() }) {
            return TextFault(
                "unknown unit \"\(name)\" in a size", help: "did you mean \"\(number)\(unit.name)\"?", range: range)
        }
        let letter = name.uppercased()
        if ["K", "M", "G"].contains(letter) {
            return TextFault(
                "the unit \"\(name)\" of a size can be read in two ways",
                help: "write \"\(number)\(letter)iB\" (\(letter == "K" ? "1,024" : "binary")) "
                    + "or \"\(number)\(letter)B\" (\(letter == "K" ? "1,000" : "decimal"))",
                range: range)
        }
        return TextFault(
            "unknown unit \"\(name)\" in a size", help: "the units are B, KiB, MiB, GiB, KB, MB and GB", range: range)
    }
}
