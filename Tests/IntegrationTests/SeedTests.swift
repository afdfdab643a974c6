import Testing

/// The same seed gives the same bytes and the same plan, whatever carries it out.
@Suite(.partOfMachine) struct SeedTests {
    /// The digests of all sessions, in no order of theirs: sessions have no number on the wire.
    private func digests(seed: Int, workers: Int, type: String) async throws -> [String] {
        let recordings = try await recorded(12, ["--seed", "\(seed)", "--workers", "\(workers)"]) {
            scenario(
                $0,
                [
                    "load": #"{ "sessions": 12, "connectRate": 200 }"#,
                    "messages": """
                    { "count": 25, "inFlight": 3, "type": "\(type)",
                      "size": { "logNormal": { "median": 100, "sigma": 1, "min": 1, "max": "4KiB" } },
                      "fragmentation": { "frames": { "min": 1, "max": 4 } } }
                    """,
                ])
        }
        let digests = recordings.map(\.digest).sorted()
        #expect(Set(digests).count == 12, "each session has a plan of its own")
        return digests
    }

    @Test(arguments: ["text", "binary"])
    func sameSeedGivesTheSameBytes(type: String) async throws {
        let first = try await digests(seed: 7, workers: 1, type: type)
        #expect(try await digests(seed: 7, workers: 1, type: type) == first)
        #expect(try await digests(seed: 7, workers: 2, type: type) == first)
        let other = try await digests(seed: 8, workers: 1, type: type)
        #expect(Set(other).isDisjoint(with: first))
    }
}
