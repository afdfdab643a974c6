/// A time in which `Peers/stalling_server.py` stood still, in seconds from the opening of the first session.
struct Stall: Decodable, Sendable {
    /// That opening, in seconds on CLOCK_MONOTONIC.
    var origin: Double
    var plannedFrom: Double
    var plannedTo: Double
    var began: Double
    var ended: Double

    private enum CodingKeys: String, CodingKey {
        case origin
        case plannedFrom = "planned_from"
        case plannedTo = "planned_to"
        case began, ended
    }
}

/// Lends an echo server that stands still in these times, in seconds from the opening of the first session.
func withStalls<Result>(
    _ stalls: [ClosedRange<Double>], _ body: (Peer) async throws -> Result
) async throws -> Result {
    try await withPeer("stalling_server.py", stalls.map { "\($0.lowerBound)-\($0.upperBound)" }, body)
}
