/// The tightest limits of the control groups (version 2) that a process is in.
struct ControlGroup: Sendable, Equatable {
    struct Quota: Sendable, Equatable {
        /// CPU time by time passed.
        var cores: Double
        /// The file that sets it.
        var path: String
        /// Periods in which the group was stopped before their end, of all.
        var throttled: Int
        var periods: Int
    }

    struct Memory: Sendable, Equatable {
        /// Bytes below the limit.
        var free: Int
        /// The file that sets the limit.
        var path: String
    }

    var quota: Quota?
    var memory: Memory?
}

extension ControlGroup {
    private static let root = "/sys/fs/cgroup"

    /// Looks from the process's own group up to the root, since each of them may be the limit.
    ///
    /// - Parameter read: gives the text of a file, nil where there is none.
    /// - Returns: the limits, of which a machine without such groups has none.
    static func read(_ read: (String) -> String?) -> ControlGroup {
        var group = ControlGroup()
        let own = (read("/proc/self/cgroup") ?? "").split(separator: "\n").first { $0.hasPrefix("0::") }
        var names = (own?.dropFirst(3) ?? "").split(separator: "/").map(String.init)
        while true {
            let folder = ([root] + names).joined(separator: "/")
            if let quota = quota(folder, read), quota.cores < group.quota?.cores ?? .infinity { group.quota = quota }
            if let memory = memory(folder, read), memory.free < group.memory?.free ?? .max { group.memory = memory }
            if names.popLast() == nil { return group }
        }
    }

    private static func quota(_ folder: String, _ read: (String) -> String?) -> Quota? {
        let path = folder + "/cpu.max"
        let words = (read(path) ?? "").split { $0.isWhitespace }
        guard words.count == 2, let time = Double(words[0]), let period = Double(words[1]), period > 0 else {
            return nil
        }
        let statistics = ProcText.table(read(folder + "/cpu.stat") ?? "")
        return Quota(
            cores: time / period, path: path, throttled: statistics["nr_throttled"] ?? 0,
            periods: statistics["nr_periods"] ?? 0)
    }

    private static func memory(_ folder: String, _ read: (String) -> String?) -> Memory? {
        let path = folder + "/memory.max"
        guard let limit = read(path).flatMap(ProcText.number) else { return nil }
        let used = read(folder + "/memory.current").flatMap(ProcText.number) ?? 0
        // The page cache is in the group's count, and gives way.
        let cache = ProcText.table(read(folder + "/memory.stat") ?? "")["inactive_file"] ?? 0
        return Memory(free: max(0, limit - used + cache), path: path)
    }
}
