/// How often one kind of error happened, and when.
package struct ErrorCount: Sendable, Equatable, Codable, Comparable {
    /// Names the kind: short, with hyphens.
    package var kind: String
    /// In the whole run.
    package var count: Int
    /// Since the run's start, to three decimals.
    package var firstSeconds: Double
    /// Likewise, of the last.
    package var lastSeconds: Double
    /// The message of the first.
    package var example: String

    enum CodingKeys: String, CodingKey {
        case kind, count, firstSeconds = "first_s", lastSeconds = "last_s", example
    }

    package init(kind: String, count: Int, firstSeconds: Double, lastSeconds: Double, example: String) {
        self.kind = kind
        self.count = count
        self.firstSeconds = firstSeconds.toThousandths
        self.lastSeconds = lastSeconds.toThousandths
        self.example = example
    }

    /// The most frequent first.
    package static func < (left: ErrorCount, right: ErrorCount) -> Bool {
        (-left.count, left.kind) < (-right.count, right.kind)
    }

    /// Both of one kind, as one.
    static func + (left: ErrorCount, right: ErrorCount) -> ErrorCount {
        ErrorCount(
            kind: left.kind, count: left.count + right.count,
            firstSeconds: min(left.firstSeconds, right.firstSeconds),
            lastSeconds: max(left.lastSeconds, right.lastSeconds),
            example: right.firstSeconds < left.firstSeconds ? right.example : left.example)
    }
}
