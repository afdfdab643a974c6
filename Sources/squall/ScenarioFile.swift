import ArgumentParser
import Glibc
import NetworkIO
import Scenario
import Script

/// A scenario file on disk.
struct ScenarioFile {
    let path: String
    let bytes: [UInt8]
    /// What the command line gives to its templates.
    let environment: [String: String]

    /// Reads the file, or says why not and ends with the code of an invalid scenario.
    init(_ path: String, environment: [String: String]) throws {
        guard let bytes = ScenarioFile.content(of: path) else {
            Output.complain("\(path): error: cannot be read: \(SystemError.text(of: errno))")
            throw ExitCode.invalidScenario
        }
        self.path = path
        self.bytes = bytes
        self.environment = environment
    }

    private init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
        environment = [:]
    }

    /// The same file with values of a run in it, those of the command line included.
    func edited(_ overrides: ScenarioOverrides) -> ScenarioFile {
        ScenarioFile(path: path, bytes: ScenarioEdit.apply(overrides, to: bytes))
    }

    /// Another scenario that stands where this one does: a variant of it.
    func holding(_ text: String, of variant: String) -> ScenarioFile {
        ScenarioFile(path: "\(path) (variant \(variant))", bytes: Array(text.utf8))
    }

    /// Checks the file, which diagnostics call by its path where no other name is given.
    func read(as name: String? = nil) -> ScenarioReading {
        ScenarioReader.read(
            bytes, file: name ?? path, environment: environment, patternStatus: RegularExpression.status
        ) { ScenarioFile.status(of: beside($0)) }
    }

    /// A path that the scenario names, seen from where the scenario stands.
    func beside(_ name: String) -> String {
        guard !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return name }
        return path[...slash] + name
    }

    /// The same path, from the root of the file system.
    func absolute(_ name: String) -> String {
        guard let whole = unsafe realpath(beside(name), nil) else { return name }
        defer { unsafe free(whole) }
        return unsafe String(cString: whole)
    }

    private static func status(of path: String) -> FileStatus {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else {
            return errno == ENOENT ? .missing : .unreadable(SystemError.text(of: errno))
        }
        guard facts.st_mode & S_IFMT == S_IFREG else { return .notAFile }
        guard unsafe access(path, R_OK) == 0 else { return .unreadable(SystemError.text(of: errno)) }
        return .file(bytes: Int(facts.st_size))
    }

    /// All of a file; nil, with `errno`, where it cannot be read.
    static func content(of path: String) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            guard count >= 0 else { return nil }
            guard count > 0 else { return bytes }
            bytes += block[..<count]
        }
    }
}
