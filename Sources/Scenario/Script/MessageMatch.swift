/// What a message must be: all tests hold.
package struct MessageMatch: Sendable, Equatable {
    /// Key `type`; nil: either.
    package var kind: MessageKind?
    /// Keys `equals`, `contains`, `matches`, `json` and `size`; none: any message will do.
    package var tests: [MessageTest] = []

    package init() {}
}

/// One test of a message's payload.
package enum MessageTest: Sendable, Equatable {
    case equals(TemplateText)
    case contains(TemplateText)
    /// `matches`: a regular expression (PCRE2), found anywhere.
    case matches(String)
    /// `json`: `{"path": "$.type", "equals": "ok"}`, or a list of such.
    case json(JSONPath, Comparison)
    /// `size`: bytes, a number or `{"min": 1, "max": 9}`, of which one may be left out.
    case size(ClosedRange<Int>)
}

/// What a value is held against: one of these keys; `exists` where there is none.
package enum Comparison: Sendable, Equatable {
    /// `exists`: true or false. Of a text: whether it is not empty.
    case exists(Bool)
    /// `equals`: a string, number, boolean or null. Compared as text; with a number, as numbers where the value is one.
    case equals(TemplateText)
    case notEquals(TemplateText)
    /// `lessThan`, `atMost`, `greaterThan`, `atLeast`: numbers; a value that is none fails.
    case lessThan(Double)
    case atMost(Double)
    case greaterThan(Double)
    case atLeast(Double)
    case contains(TemplateText)
    case matches(String)
}

/// A place in a JSON document: `$.users[0].name`, `$['odd key']`, `$.items[*].id`.
package struct JSONPath: Sendable, Equatable {
    /// One step on the way.
    package enum Component: Sendable, Equatable {
        case key(String)
        case index(Int)
        /// Any element or member; the first for which the rest of the path and the comparison hold.
        case wildcard
    }

    /// From the outside in; empty: the whole document.
    package var components: [Component]

    package init(_ components: [Component]) { self.components = components }
}

/// Where a variable's value is taken from: an entry of `capture`.
package struct CaptureRule: Sendable, Equatable {
    /// What is taken of a message.
    package enum Source: Sendable, Equatable {
        /// `{"json": "$.token"}`: a string's content, or the value's JSON text.
        case json(JSONPath)
        /// `{"regex": "token=(\\w+)", "group": 1}`; group default 1 where there is one, else 0.
        case regex(String, group: Int)
        /// `"message"`: the whole payload.
        case message
    }

    /// The variable.
    package var name: String
    /// One of the keys of the rule.
    package var source: Source

    package init(name: String, source: Source) {
        self.name = name
        self.source = source
    }
}

/// What `if`, `until` and `check` look at.
package indirect enum Condition: Sendable, Equatable {
    /// `{"value": "{{token}}", "equals": "x"}`.
    case compare(TemplateText, Comparison)
    /// `{"probability": 0.3}`.
    case probability(Double)
    /// `{"all": […]}`.
    case all([Condition])
    /// `{"any": […]}`.
    case any([Condition])
    /// `{"not": {…}}`.
    case not(Condition)
}

/// `expect`: what must come, and by when.
package struct ExpectStep: Sendable, Equatable {
    /// One, or the elements of key `all`: each is to be matched once by a message of its own, in any order.
    package var matches: [ExpectedMessage]
    /// Key `within`: default 10 s.
    package var patience: Duration = .seconds(10)
    /// Key `check`: the name under which success and failure are counted; nil: a failure is an error of kind
    /// `expect-timeout`.
    package var check: String?
    /// Key `onFail`: `"continue"` (the default) or `"close"`, which ends the script.
    package var endsOnFailure = false
    /// Key `rtt`: whether the time from the latest `send` counts as a round trip; default true.
    package var isReply = true

    package init(matches: [ExpectedMessage]) { self.matches = matches }
}

/// One message that is expected, and what is kept of it.
package struct ExpectedMessage: Sendable, Equatable {
    /// The keys of a match.
    package var match: MessageMatch
    /// Key `capture`.
    package var captures: [CaptureRule] = []

    package init(match: MessageMatch) { self.match = match }
}
