import FoundationEssentials

/// What `/proc` says of processes that tests did not start themselves.
enum SystemProcesses {
    /// The processes that a process has started and that have not ended.
    static func children(of parent: Int32) throws -> [Int32] {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
            .filter { facts($0)?.parent == parent }
    }

    /// Whether it runs, and is not only waiting for somebody to take note of its end.
    static func isAlive(_ pid: Int32) -> Bool { facts(pid).map { $0.state != "Z" } ?? false }

    /// Waits until a process has ended.
    static func waitForEnd(of pid: Int32) async throws {
        for _ in 0..<500 where isAlive(pid) { try await Task.sleep(for: .milliseconds(10)) }
        if isAlive(pid) { throw TestFailure("process \(pid) is left behind") }
    }

    private static func facts(_ pid: Int32) -> (state: Substring, parent: Int32)? {
        guard let data = try? Data(contentsOf: URL(filePath: "/proc/\(pid)/stat")) else { return nil }
        // The name in front may hold anything, but ends with the last parenthesis.
        let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
        return fields.count > 1 ? Int32(fields[1]).map { (fields[0], $0) } : nil
    }
}
