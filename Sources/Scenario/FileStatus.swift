/// What stands at a path that a scenario names; the caller looks, since this room reads no files.
package enum FileStatus: Sendable, Equatable {
    /// A file that can be read, of this many bytes.
    case file(bytes: Int)
    /// Nothing stands there.
    case missing
    /// A directory or the like.
    case notAFile
    /// It is there, but cannot be read: why, for people.
    case unreadable(String)
}
