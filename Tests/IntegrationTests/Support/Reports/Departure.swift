/// `Peers/departures_server.py` saw a session end.
struct Departure: Decodable, Sendable {
    /// In seconds on CLOCK_MONOTONIC.
    var at: Double
    /// Of the close frame; 1006 without one.
    var code: Int
}
