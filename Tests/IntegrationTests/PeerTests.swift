import FoundationEssentials
import Testing

/// The peers themselves: what other tests rely on when they use one.
@Suite(.partOfMachine) struct PeerTests {
    /// Runs a check of `Peers/check_peers.py` against a peer, and gives what it saw.
    private func check<Seen: Decodable>(_ name: String, _ peer: Peer, _ type: Seen.Type) async throws -> Seen {
        let outcome = try await python("check_peers.py", ["\(peer.port)", name])
        guard outcome.end == .code(0) else { throw TestFailure("\(name): \(outcome.complaints)") }
        return try JSONDecoder().decode(type, from: Data(outcome.output.utf8))
    }

    @Test(arguments: [1, 2, 3])
    func proxyDoesAsManyFaultsAsItWasAskedFor(seed: Int) async throws {
        try await withServe { port, _ in
            let faults: [ProxyFault.Kind: Int] = [.drop: 10, .repeat: 10, .swap: 10, .damage: 10]
            let options = ["--seed", "\(seed)", "--only", "^m"]
            try await withProxy(before: port, faults: faults, among: 200, options) { peer in
                let seen = try await check("proxy", peer, [String: [Int]].self)
                let told = Dictionary(grouping: try await peer.reports(ProxyFault.self, count: 40), by: \.fault)
                for kind in ProxyFault.Kind.allCases {
                    let numbers = told[kind]?.map(\.number).sorted()
                    #expect(numbers?.count == 10)
                    #expect(seen[kind.rawValue] == numbers, "\(kind)")
                }
            }
        }
    }

    @Test func proxyTakesTheMessagesThatItIsTold() async throws {
        try await withServe { port, _ in
            let places = ["drop:5", "damage:7", "repeat:9", "swap:11"].flatMap { ["--at", $0] }
            try await withProxy(before: port, faults: [:], among: 1, places + ["--only", "^m"]) { peer in
                let seen = try await check("proxy", peer, [String: [Int]].self)
                #expect(seen == ["drop": [5], "damage": [7], "repeat": [9], "swap": [11]])
            }
        }
    }

    @Test func serverStandsStillByItsSchedule() async throws {
        try await withStalls([0.2...0.7]) { peer in
            let came = try await check("stalls", peer, [Double].self)
            let stall = try #require(try await peer.reports(Stall.self, count: 1).first)
            #expect(stall.plannedFrom == 0.2 && stall.plannedTo == 0.7)
            #expect(stall.began >= 0.2 && stall.ended >= 0.7)
            #expect(came.count == 100)
            // A reply that was on its way before may be read a little later.
            let within = came.map { $0 - stall.origin }.filter { $0 > stall.began + 0.3 && $0 < stall.ended }
            #expect(within == [])
        }
    }

    @Test func loginServerKnowsWhoseTokenItIs() async throws {
        try await withPeer("login_server.py") { peer in
            _ = try await check("login", peer, Int?.self)
            let sessions = try await peer.reports(LoginSession.self, count: 2)
            let ann = try #require(sessions.first { $0.name == "ann" })
            #expect(ann.logins == 1 && ann.own == 2 && ann.foreign == 1 && ann.unknown == 1 && ann.malformed == 0)
            let bob = try #require(sessions.first { $0.name == "bob" })
            #expect(bob.own == 0 && bob.violations == 1 && bob.malformed == 1 && bob.code == 1000)
        }
    }

    @Test func publishedMessagesReachAllSubscribers() async throws {
        try await withPeer("pubsub_server.py") { peer in
            _ = try await check("pubsub", peer, Int?.self)
            let sessions = try await peer.reports(TopicSession.self, count: 3)
            #expect(sessions.map(\.published).sorted() == [0, 1, 2])
            #expect(sessions.reduce(0) { $0 + $1.deliveries } == 5)
            #expect(
                sessions.map(\.topics).sorted { $0.lexicographicallyPrecedes($1) } == [["news"], ["other"], ["other"]])
        }
    }

    @Test func serverGoesAwayAndComesBackOnItsPort() async throws {
        try await withOutages([1.5...2.0]) { peer in
            let seen = try await check("outage", peer, [String].self)
            #expect(seen == ["ConnectionResetError", "ConnectionRefusedError", "back?"])
            let events = try await peer.reports(OutageEvent.self, count: 2)
            #expect(events.map(\.event) == [.gone, .back])
            #expect(events[0].connections == 1 && events[0].at >= 1.5 && events[1].at >= 2)
        }
    }

    @Test func recorderKeepsEveryByteWithItsTime() async throws {
        try await withPeer("recorder.py", ["--raw", "--silence", "0.5"]) { peer in
            _ = try await check("raw_bytes", peer, Int?.self)
            let recording = try #require(try await peer.reports(Recording.self, count: 1).first)
            #expect(recording.request == "GET / HTTP/1.1")
            #expect(recording.opening.suffix(4) == Data("\r\n\r\n".utf8))
            #expect(recording.bytes == Data([0xFF, 0xFF, 0xFF]) + Data("garbage".utf8))
            #expect(recording.arrivals.reduce(0) { $0 + $1.count } == recording.opening.count + recording.bytes.count)
            #expect(try #require(recording.arrivals.last).seconds >= 0.1)
            #expect(recording.end == .silence && recording.frames.isEmpty)
        }
    }

    @Test func recorderTellsHowAClientEnded() async throws {
        try await withPeer("recorder.py", ["--raw", "--silence", "5"]) { peer in
            _ = try await check("raw_reset", peer, Int?.self)
            let recording = try #require(try await peer.reports(Recording.self, count: 1).first)
            #expect(recording.bytes == Data([0x81]) && recording.end == .reset)
        }
    }

    @Test func recorderKeepsARequestThatNeverEnds() async throws {
        try await withPeer("recorder.py", ["--raw", "--silence", "0.5"]) { peer in
            _ = try await check("raw_head", peer, Int?.self)
            let recording = try #require(try await peer.reports(Recording.self, count: 1).first)
            #expect(recording.opening == Data("GET / HTTP/1.1\r\n".utf8) && recording.bytes.isEmpty)
            #expect(recording.request == "" && recording.end == .silence)
            // A byte every 20 ms: hardly two of them at once.
            #expect(recording.arrivals.count >= 4)
        }
    }
}
