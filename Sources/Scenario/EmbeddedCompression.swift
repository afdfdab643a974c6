/// What Squall's own server does with offers of permessage-deflate: keys of `target`.
package struct EmbeddedCompression: Sendable, Equatable {
    /// Key `compression`.
    package enum Mode: String, Sendable, CaseIterable {
        /// It takes the first offer that it can meet.
        case accept
        /// Likewise, and refuses clients without one.
        case require
        /// It declines all.
        case decline
    }

    /// Nil: accepts where a session offers compression.
    package var mode: Mode?
    /// Key `compressionParameters`, as `--compression-parameters` of `squall serve`; default empty.
    package var parameters = ""

    package init() {}
}
