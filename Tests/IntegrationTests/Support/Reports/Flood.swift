/// What `Peers/flooding_server.py` sent to a session.
struct Flood: Decodable, Sendable {
    struct Stall: Decodable, Sendable {
        /// What had been written before it.
        var afterBytes: Int
        var seconds: Double

        private enum CodingKeys: String, CodingKey {
            case afterBytes = "after_bytes"
            case seconds
        }
    }

    /// Bytes of payload.
    var sent: Int
    /// Writes that stood still.
    var stalls: [Stall]
}
