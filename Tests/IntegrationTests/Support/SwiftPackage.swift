import FoundationEssentials

/// A package beside this one, which a test builds as its users would.
struct SwiftPackage: Sendable {
    /// Where its programs are.
    private let programs: String

    /// Builds it, in a folder that stays, so that the next time is quick.
    init(at path: String, keptAs name: String) async throws {
        let scratch = SwiftPackage.scratch(name)
        let folder = try TemporaryFolder()
        let build = try ChildProcess(
            ["/usr/bin/env", "swift", "build", "--package-path", path, "--scratch-path", scratch], in: folder,
            name: "build")
        guard try await build.wait(upTo: .seconds(900)) == .code(0) else {
            throw TestFailure("\(path) cannot be built: \(build.output)\n\(build.complaints)")
        }
        programs = scratch + "/debug"
    }

    /// Where a package's build is kept.
    static func scratch(_ name: String) -> String { Place.root.appending(path: ".build/\(name)").path }

    /// Runs a program of the package to its end.
    ///
    /// - Returns: what it printed.
    func run(_ program: String, _ arguments: [String] = []) async throws -> String {
        let folder = try TemporaryFolder()
        let process = try ChildProcess(["\(programs)/\(program)"] + arguments, in: folder, name: program)
        defer { process.stop() }
        let end = try await process.wait(upTo: .seconds(60))
        guard end == .code(0) else { throw TestFailure("\(program) ended by \(end): \(process.complaints)") }
        return process.output
    }
}
