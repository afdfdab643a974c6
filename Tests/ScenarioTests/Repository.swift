import FoundationEssentials

@testable import Scenario

/// The files of the project that tests hold against the code.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] {
        try Array(Data(contentsOf: root.appending(path: path)))
    }

    static func text(_ path: String) throws -> String {
        try String(decoding: bytes(path), as: UTF8.self)
    }

    /// The pages that explain the project.
    static func pages() throws -> [String] {
        let documents = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Docs").path)
        return ["README.md", "CONTRIBUTING.md"] + documents.filter { $0.hasSuffix(".md") }.sorted().map { "Docs/" + $0 }
    }

    /// What a file is that a ready scenario names.
    static func scenarioFile(_ path: String) -> FileStatus {
        (try? bytes("Scenarios/\(path)")).map { .file(bytes: $0.count) } ?? .missing
    }

    static func readyScenarios() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Scenarios").path)
            .filter { $0.hasSuffix(".json") && !$0.hasSuffix(".schema.json") }.sorted()
    }
}
