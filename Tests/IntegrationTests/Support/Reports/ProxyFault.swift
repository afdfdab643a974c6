/// What `Peers/proxy.py` did to a message.
struct ProxyFault: Decodable, Sendable {
    enum Kind: String, Decodable, Sendable, CaseIterable {
        case drop, `repeat`, swap, damage
    }

    var fault: Kind
    /// Of the message, from 0, among all that could have been taken.
    var number: Int
    /// From 0, in the order in which they opened.
    var session: Int
}

/// Lends a proxy that does so many of each fault to messages on their way to the client, over the first `among` of them.
func withProxy<Result>(
    before port: UInt16, faults: [ProxyFault.Kind: Int], among: Int, _ options: [String] = [],
    _ body: (Peer) async throws -> Result
) async throws -> Result {
    let words = faults.flatMap { ["--\($0.key.rawValue)", "\($0.value)"] } + ["--among", "\(among)"]
    return try await withPeer("proxy.py", ["ws://127.0.0.1:\(port)"] + words + options, body)
}
