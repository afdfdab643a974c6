/// Key `wrapped` beside `join`: what the server makes of a message before it sends it on.
package enum MessageWrapping: Sendable, Equatable {
    /// `false`: nothing. All of what comes is held against what was sent.
    case none
    /// `true`: it is a part of another. The stamp alone is held against what was sent.
    case anyhow
    /// A path: it is the string, or the value, at this place of a JSON text, and that is held against what was sent.
    case json(JSONPath)
}
