import NetworkIO

/// Settings of TLS that are ready, the latest last: to read the system's authorities takes longer than a handshake.
final class TLSContextCache: Sendable {
    private static let most = 16

    private struct Entry: Sendable {
        var settings: TLSClientSettings
        var context: TLSContext
    }

    private let entries = Shared<[Entry]>([])

    /// - Throws: `tls` with the kind `tls-settings` for what OpenSSL does not take.
    func context(_ settings: TLSClientSettings) throws(WebSocketError) -> TLSContext {
        if let context = entries.withLock({ $0.first { $0.settings == settings }?.context }) { return context }
        do throws(TLSSetupError) {
            let context = try TLSContext(client: settings)
            entries.withLock { entries in
                if entries.count == TLSContextCache.most { entries.removeFirst() }
                entries.append(Entry(settings: settings, context: context))
            }
            return context
        } catch {
            throw .tls(kind: "tls-settings", problem: error.description)
        }
    }
}
