import FoundationEssentials

/// What `Peers/recorder.py` saw of one session.
struct Recording: Decodable, Sendable {
    struct Header: Decodable, Sendable, Equatable {
        var name: String
        var value: String
    }

    struct Frame: Decodable, Sendable {
        var opcode: Int
        var fin: Bool
        var rsv: Int
        var length: Int
        /// Eight hexadecimal digits in the order of the wire; nil for an unmasked frame.
        var key: String?
        /// The first bytes as they came.
        var raw: Data
        /// The first bytes without their mask.
        var payload: Data

        var text: String { String(decoding: payload, as: UTF8.self) }
    }

    struct Arrival: Decodable, Sendable {
        /// Since the connect.
        var seconds: Double
        /// Bytes.
        var count: Int
    }

    /// How the client's bytes ended.
    enum End: String, Decodable, Sendable {
        case fin, reset
        /// With `--raw`: it sent nothing for a while.
        case silence
    }

    /// The first line of the opening request; empty where that was never whole.
    var request: String
    var headers: [Header]
    /// Where the client connected from.
    var address: String
    var frames: [Frame]
    /// Of all frames in their order, but for their masks.
    var digest: String
    /// The opening request as it came, or what there was of it.
    var opening: Data
    /// What came after it, byte for byte, up to 64 KiB with the request.
    var bytes: Data
    /// When which part of these bytes came.
    var arrivals: [Arrival]
    /// Nil where the recorder ended first.
    var end: End?

    /// The values of a header, by its exact name.
    func values(_ name: String) -> [String] { headers.filter { $0.name == name }.map(\.value) }

    /// The frames of messages, without control frames.
    var dataFrames: [Frame] { frames.filter { $0.opcode < 8 } }
}

/// Runs a scenario, made for the recorder's URL, and gives what the recorder saw of each session.
func recorded(_ sessions: Int, _ options: [String] = [], _ text: (String) -> String) async throws -> [Recording] {
    try await withPeer("recorder.py") { peer in
        let run = try await squall(text(peer.url("/chat?room=1")), options)
        guard run.isComplete else { throw TestFailure("it ended with \(run.end): \(run.complaints)") }
        return try await peer.reports(Recording.self, count: sessions)
    }
}
