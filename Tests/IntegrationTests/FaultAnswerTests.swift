import Metrics
import Testing

/// What servers do about every fault, and that it is counted as a check.
@Suite(.partOfMachine) struct FaultAnswerTests {
    enum Server: String, CaseIterable, Sendable {
        case squall, websockets, aiohttp

        /// Codes that differ from what RFC 6455 asks for, as they were seen. A session that gets no answer waits, and
        /// then closes itself with 1000.
        var deviations: [String: UInt16] {
            switch self {
            case .squall: [:]
            case .websockets:
                [
                    // Lengths are taken however they are written.
                    "length-not-minimal": 1000,
                    // It waits for as many bytes, where nothing limits its messages, and does not even see our close.
                    "length-high-bit": 1006,
                ]
            case .aiohttp:
                [
                    // Frames are taken with a mask or without.
                    "unmasked-frame": 1000,
                    "length-not-minimal": 1000,
                    // It closes at once, but as if nothing were wrong.
                    "length-high-bit": 1000,
                ]
            }
        }

        /// The status of its answer to each wrong handshake. RFC 6455 asks for "an appropriate HTTP error code (such as
        /// 400 Bad Request)" (section 4.2.1), and for a wrong version for one "such as 426" (section 4.4).
        var refusals: [(handshake: String, status: Int)] {
            let (version, upgrade) =
                switch self {
                case .squall: (426, 426)
                case .websockets: (400, 426)
                case .aiohttp: (400, 400)
                }
            return [
                ("wrong-version", version), ("wrong-key", 400), ("missing-key", 400), ("missing-upgrade", upgrade),
            ]
        }
    }

    private func withServer<Result>(_ server: Server, _ body: (_ url: String) async throws -> Result) async throws
        -> Result
    {
        if case .squall = server { return try await withServe { port, _ in try await body("ws://127.0.0.1:\(port)/") } }
        return try await withPeer("\(server.rawValue)_server.py", ["--quiet"]) { try await body($0.url()) }
    }

    /// The figures of each kind of session of a run, one session of each.
    private func run(_ url: String, _ kinds: [(name: String, members: String)]) async throws -> [String: RunMetrics] {
        let all = kinds.map { #""\#($0.name.asKindName)": { \#($0.members) }"# }
        let run = try await squall(
            scenario(
                url,
                [
                    "load": #"{ "sessions": \#(kinds.count) }"#, "connection": #"{ "timeout": "10s" }"#,
                    "scenarios": "{ \(all.joined(separator: ",\n")) }",
                ]))
        guard let reports = try run.result().kinds else { throw TestFailure("no kinds: \(run.complaints)") }
        return Dictionary(uniqueKeysWithValues: reports.map { ($0.name, $0.metrics) })
    }

    @Test(arguments: Server.allCases)
    func everyFaultHasTheCloseCodeThatTheRFCAsksFor(server: Server) async throws {
        let kinds = WireFault.frames.map { fault in
            let step = #"{ \#(fault.members), "expect": { "code": \#(fault.codes), "within": "6s" } }"#
            return (fault.name, #""script": [\#(step)]"#)
        }
        try await withServer(server) { url in
            let seen = try await run(url, kinds)
            for fault in WireFault.frames {
                let metrics = try #require(seen[fault.name.asKindName], "\(fault.name)")
                let code = try #require(metrics.closes.first?.code, "\(fault.name)")
                let check = try #require(metrics.checks.first, "\(fault.name)")
                if let deviation = server.deviations[fault.name] {
                    #expect(code == deviation, "\(fault.name)")
                    #expect(check.passes == 0 && check.fails == 1, "\(fault.name)")
                } else {
                    #expect(fault.codes.contains(code), "\(fault.name): \(code)")
                    #expect(check.passes == 1 && check.fails == 0, "\(fault.name)")
                    #expect(metrics.errors == [], "\(fault.name)")
                }
            }
        }
    }

    @Test(arguments: Server.allCases) func wrongHandshakesAreRefused(server: Server) async throws {
        let kinds = server.refusals.map { handshake, status in
            (handshake, #""script": [{ "pause": "1ms" }], "handshake": "\#(handshake)", "expectHandshake": \#(status)"#)
        }
        let endless = ("never-ends", #""script": [{ "pause": "1ms" }], "handshake": "never-ends""#)
        try await withServer(server) { url in
            let seen = try await run(url, kinds + [endless])
            for (handshake, _) in server.refusals {
                let metrics = try #require(seen[handshake], "\(handshake)")
                #expect(metrics.checks.map(\.passes) == [1], "\(handshake): \(metrics.errors)")
                #expect(metrics[.wsSessions].total == 0, "\(handshake)")
            }
            #expect(seen["never-ends"]?.errors.map(\.kind) == ["upgrade-timeout"])
        }
    }

    /// Nothing of this is against the RFC, and what comes meanwhile is there afterwards.
    @Test(arguments: Server.allCases) func slowSessionsAreServed(server: Server) async throws {
        let deaf = ["slow-reader", "silence"].map { fault in
            let steps = #"{ "send": "before" }, { "fault": "\#(fault)", "duration": "1s" }, { "expect": "before" }"#
            return (fault, #""script": [\#(steps)]"#)
        }
        let slow = [
            ("slow-writer", #""script": [{ "fault": "slow-writer", "size": 26 }, { "expect": "\#(letters)" }]"#),
            (
                "byteByByte",
                #""handshake": { "byteByByte": "3ms" }, "script": [{ "send": "at last" }, { "expect": "at last" }]"#
            ),
        ]
        try await withServer(server) { url in
            let seen = try await run(url, deaf + slow)
            #expect(seen.count == 4)
            for (name, metrics) in seen {
                #expect(metrics.errors == [], "\(name)")
                #expect(metrics.closes == [.of(1, 1000, .client)], "\(name)")
            }
            for (name, _) in deaf {
                #expect(try #require(seen[name]?.summary(.wsMsgRTT)).min >= 1_000_000_000, "\(name)")
            }
        }
    }

    private let letters = "abcdefghijklmnopqrstuvwxyz"
}
