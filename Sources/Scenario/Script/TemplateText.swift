/// A text with values that are filled in when it is sent: `"hello {{session}}"`.
package struct TemplateText: Sendable, Equatable {
    /// A part of the text.
    package enum Segment: Sendable, Equatable {
        case literal([UInt8])
        case value(TemplateValue)
        /// The value as the inside of a JSON string, with its quotes and controls escaped: for `json`.
        case escaped(TemplateValue)

        /// Whether it is `{{stamp}}`.
        var isStamp: Bool {
            switch self {
            case .value(let value), .escaped(let value): value == .stamp
            case .literal: false
            }
        }
    }

    /// In order; neighbouring literals are one.
    package var segments: [Segment]

    package init(_ segments: [Segment] = []) { self.segments = segments }

    /// The text where it is the same each time; nil where it holds values.
    package var constant: [UInt8]? {
        switch segments.count {
        case 0: []
        case 1: if case .literal(let bytes) = segments[0] { bytes } else { nil }
        default: nil
        }
    }
}

/// What stands between `{{` and `}}`.
package enum TemplateValue: Sendable, Equatable {
    /// `session`: the session's number in its kind, from 0.
    case session
    /// `iteration`: how often the session's script began before, from 0.
    case iteration
    /// `counter` or `counter.NAME`: 0, 1, 2… per session, one further at each use.
    case counter(String)
    /// `random.int(1, 6)`: both ends included.
    case randomInteger(ClosedRange<Int64>)
    /// `random.string(16)`: letters and digits.
    case randomText(length: Int)
    /// `random.hex(16)`: so many digits.
    case randomHex(length: Int)
    /// `random.uuid`: version 4.
    case randomUUID
    /// `random.choice(a, b, c)`.
    case randomChoice([String])
    /// `time.s`, `time.ms`, `time.us`: since 1970; `time.iso`: `2026-01-02T03:04:05.678Z`.
    case time(TimeForm)
    /// `NAME`: a variable of the session; empty before it has a value.
    case variable(String)
    /// `FEEDER.COLUMN`: of the row that the session took last.
    case feeder(String, column: String)
    /// `stamp`: who sent the message, its number and when; recognised by the receivers of a fan-out.
    case stamp

    /// How a time is written.
    package enum TimeForm: Sendable, Equatable {
        case seconds, milliseconds, microseconds, iso8601
    }
}
