/// What a text is as a regular expression; the caller looks, since this room knows no engine for them.
package enum PatternStatus: Sendable, Equatable {
    /// It is one, with this many groups.
    case sound(groups: Int)
    /// It is none: why, for people, and the offset in bytes at which that was noticed.
    case faulty(reason: String, offset: Int)
}
