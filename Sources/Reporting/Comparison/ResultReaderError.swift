/// Why a folder cannot be compared.
package enum ResultReaderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// There is no result in it.
    case noResult(String)
    /// A file of it is not what Squall writes, or of another version.
    case unreadable(String)

    package var description: String {
        switch self {
        case .noResult(let path):
            "\(path) is no result: it has neither a summary.json nor folders of runs"
        case .unreadable(let file): "\(file) cannot be read, or is none of this version's"
        }
    }
}
