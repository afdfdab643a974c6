import FoundationEssentials

/// Where the things are that tests start and read.
enum Place {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let python = root.appending(path: ".venv/bin/python").path

    /// The program under test, which the build puts beside the tests.
    static let squall: String = {
        let tests = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(filePath: tests ?? "").deletingLastPathComponent().appending(path: "squall").path
    }()

    /// A program of `make test` that no package manager has installed; nil where it cannot be had.
    static func proxy(_ name: String) -> [String]? {
        let folder = root.appending(path: ".proxies").path
        let program = "\(folder)/usr/sbin/\(name)"
        guard FileManager.default.isExecutableFile(atPath: program) else { return nil }
        return ["/usr/bin/env", "LD_LIBRARY_PATH=\(folder)/usr/lib/x86_64-linux-gnu", program]
    }

    static func peer(_ script: String) -> String { root.appending(path: "Tests/IntegrationTests/Peers/\(script)").path }

    static func scenarios() throws -> [String] { try scenarios(in: "Scenarios") }

    /// Those with variants.
    static func comparisons() throws -> [String] { try scenarios(in: "Scenarios/comparisons") }

    private static func scenarios(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
            .filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") }.sorted()
            .map { root.appending(path: "\(folder)/\($0)").path }
    }
}
