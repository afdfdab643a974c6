@testable import Reporting

/// A store in memory whose disk is full from a given write on.
final class FailingStore: FileStore {
    var files: [String: [UInt8]] = [:]
    var folders: Set<String> = []
    var writesLeft: Int

    init(writesLeft: Int = .max) {
        self.writesLeft = writesLeft
    }

    func makeFolder(_ path: String) throws(FileFailure) -> Bool { folders.insert(path).inserted }

    func exists(_ path: String) -> Bool { files[path] != nil }

    func replace(_ path: String, with bytes: [UInt8]) throws(FileFailure) {
        try spend(path)
        files[path] = bytes
    }

    func append(_ bytes: [UInt8], to path: String) throws(FileFailure) {
        try spend(path)
        files[path, default: []] += bytes
    }

    private func spend(_ path: String) throws(FileFailure) {
        guard writesLeft > 0 else {
            throw FileFailure(operation: "write", path: path, code: 28, reason: "No space left on device")
        }
        writesLeft -= 1
    }
}
