/// The forms in which `/proc` and `/sys` write numbers.
enum ProcText {
    /// A text that is one number.
    static func number(_ text: String) -> Int? { Int(text.filter { !$0.isWhitespace }) }

    /// Lines of a name and a number, with or without a colon and a unit.
    static func table(_ text: String) -> [String: Int] {
        let rows = text.split(separator: "\n").compactMap { line -> (String, Int)? in
            let words = line.split { $0.isWhitespace || $0 == ":" }
            guard words.count >= 2, let value = Int(words[1]) else { return nil }
            return (String(words[0]), value)
        }
        return Dictionary(rows) { first, _ in first }
    }

    /// Two numbers, the first and the last of a range.
    static func range(_ text: String) -> ClosedRange<Int>? {
        let numbers = text.split { $0.isWhitespace }.compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] <= numbers[1] else { return nil }
        return numbers[0]...numbers[1]
    }

    /// How many of a range are in a list such as `8080,9148-9150`.
    static func count(in range: ClosedRange<Int>, listed text: String) -> Int {
        text.split { $0 == "," || $0.isWhitespace }.reduce(0) { sum, part in
            let ends = part.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last, range.overlaps(first...last) else {
                return sum
            }
            return sum + range.clamped(to: first...last).count
        }
    }

    /// The number behind a name in a line such as `TCP: inuse 5 orphan 0 tw 3`.
    static func value(_ name: String, line prefix: String, of text: String) -> Int? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(prefix) }
        let words = (line ?? "").split { $0.isWhitespace }
        return words.firstIndex { $0 == name }.flatMap { $0 + 1 < words.count ? Int(words[$0 + 1]) : nil }
    }
}
