import ArgumentParser
import Glibc
import NetworkIO

/// A file that a command was asked to write, or the standard output in its stead.
struct OutputFile: ~Copyable {
    private let path: String
    private let descriptor: Int32

    /// Opens the file, and empties it. `-` is the standard output.
    ///
    /// - Throws: the code of files that cannot be written, after saying why.
    init(_ path: String) throws {
        self.path = path
        descriptor =
            path == "-" ? STDOUT_FILENO : unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw OutputFile.failure(path) }
    }

    deinit {
        if path != "-" { close(descriptor) }
    }

    /// Writes all bytes.
    ///
    /// - Throws: the code of files that cannot be written, after saying why.
    func write(_ bytes: [UInt8]) throws {
        guard Output.write(bytes, to: descriptor) else { throw OutputFile.failure(path) }
    }

    private static func failure(_ path: String) -> ExitCode {
        let reason = SystemError.text(of: errno)
        Output.complain("squall: error: \(path == "-" ? "the standard output" : path) cannot be written: \(reason)")
        return .incompleteFiles
    }
}
