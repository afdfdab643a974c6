/// The contents of the files that a scenario names, by the paths that it gives them.
package struct ScenarioContents: Sendable {
    /// What sessions send.
    package var payloads: [String: [UInt8]] = [:]
    /// What feeders draw from, read once for all workers.
    package var rows: [String: FeederRows] = [:]
    /// Certificates and keys of TLS. Secret: they reach no result and no message.
    package var credentials: [String: [UInt8]] = [:]

    package init() {}

    /// The paths of all of them.
    package var paths: Set<String> { Set(payloads.keys).union(rows.keys).union(credentials.keys) }

    /// The same contents by other paths.
    ///
    /// - Parameter paths: the new ones by those of now; what is not among them keeps its own.
    /// - Returns: contents for a scenario that names its files by the new paths.
    package func renamed(_ paths: [String: String]) -> ScenarioContents {
        var result = ScenarioContents()
        for (path, bytes) in payloads { result.payloads[paths[path] ?? path] = bytes }
        for (path, bytes) in credentials { result.credentials[paths[path] ?? path] = bytes }
        for (path, table) in rows { result.rows[paths[path] ?? path] = table }
        return result
    }
}
