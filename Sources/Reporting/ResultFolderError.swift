/// Why a result could not be kept.
package enum ResultFolderError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Found before the load begins: nothing could be written there.
    case cannotWrite(FileFailure)
    /// Found before the load begins: the folder that was asked for holds an earlier result.
    case occupied(path: String)
    /// Found while running: the folder lacks what came after it. The first of `count` failures is told.
    case incomplete(FileFailure, count: Int)

    package var description: String {
        switch self {
        case .cannotWrite(let failure):
            "cannot \(failure.operation) \(failure.path): \(failure.reason); name another place with --out"
        case .occupied(let path):
            "\(path) holds an earlier result, which would be overwritten; name another folder with --out"
        case .incomplete(let failure, let count):
            "the result folder is incomplete: could not \(failure.operation) \(failure.path): \(failure.reason)"
                + (count > 1 ? " (and \(count - 1) more failures)" : "")
        }
    }
}
