/// `Peers/outage_server.py` went away or came back.
struct OutageEvent: Decodable, Sendable {
    enum Kind: String, Decodable, Sendable {
        case gone, back
    }

    var event: Kind
    /// In seconds from the opening of the first session.
    var at: Double
    /// That were reset.
    var connections: Int
}

/// Lends an echo server that is away for these times, in seconds from the opening of the first session.
func withOutages<Result>(
    _ outages: [ClosedRange<Double>], _ body: (Peer) async throws -> Result
) async throws -> Result {
    let words = outages.map { "\($0.lowerBound):\($0.upperBound - $0.lowerBound)" }
    return try await withPeer("outage_server.py", words, body)
}
