/// What is in a file that a scenario names; the caller reads, since this room reads no files.
package enum FileContent: Sendable, Equatable {
    /// All of its bytes.
    case bytes([UInt8])
    /// It cannot be read: why, for people.
    case unreadable(String)
}
