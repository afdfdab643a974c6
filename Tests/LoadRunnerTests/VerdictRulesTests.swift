import Testing

@testable import LoadRunner
@testable import Metrics

struct VerdictRulesTests {
    /// A summary of times that are all the same.
    private static func times(_ nanoseconds: UInt64) -> LatencySummary {
        LatencySummary(
            count: 100, min: nanoseconds, mean: Double(nanoseconds), max: nanoseconds,
            percentiles: [UInt64](repeating: nanoseconds, count: 6))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var evidence: Evidence
        /// Nil where the rule has nothing to say.
        var level: VerdictStatus?
        var code: String { String(name.prefix { $0 != " " }) }
        var testDescription: String { name }

        init(_ name: String, _ level: VerdictStatus?, _ change: (inout Evidence) -> Void) {
            self.name = name
            self.level = level
            evidence = Evidence()
            change(&evidence)
        }
    }

    private static func lag(_ level: VerdictStatus?, _ lag: UInt64, roundTrip: UInt64?) -> Case {
        Case("send_lag of \(lag) ns at \(roundTrip ?? 0) ns", level) { evidence in
            evidence.sendLag = times(lag)
            evidence.roundTrip = roundTrip.map { times($0) }
        }
    }

    private static func wait(_ level: VerdictStatus?, _ wait: UInt64, roundTrip: UInt64) -> Case {
        Case("read_wait of \(wait) ns at \(roundTrip) ns", level) { evidence in
            evidence.loopLag = times(wait)
            evidence.roundTrip = times(roundTrip)
        }
    }

    private static func connects(_ level: VerdictStatus?, _ attempted: Int, of planned: Int) -> Case {
        Case("connects_missing \(attempted) of \(planned)", level) { evidence in
            evidence.connectsPlanned = planned
            evidence.connectsAttempted = attempted
            evidence.sessionsOpened = attempted
        }
    }

    private static func skipped(_ level: VerdictStatus?, _ skipped: Int, of planned: Int) -> Case {
        Case("messages_skipped \(skipped) of \(planned)", level) { evidence in
            evidence.messagesPlanned = planned
            evidence.messagesSkipped = skipped
        }
    }

    /// Half of all that was planned, of which scripts waited for most.
    private static func awaited(_ change: (inout Evidence) -> Void) -> [String] {
        var evidence = Evidence()
        evidence.messagesPlanned = 1000
        evidence.messagesSkipped = 500
        evidence.messagesAwaiting = 499
        change(&evidence)
        return VerdictRules.judge(evidence).reasons.map { "\($0.code) \($0.level)" }
    }

    @Test func whatScriptsWaitedForIsTheServersOnlyWhereTheWorkersKeptUp() {
        #expect(Self.awaited { $0.busiestShare = 0.9 } == [])
        #expect(Self.awaited { $0.messagesAwaiting = 450 } == ["messages_skipped invalid"])
        #expect(
            Self.awaited { $0.busiestShare = 0.91 } == ["messages_skipped invalid", "worker_busy suspect"])
        let waits = ([251_000, 250_000] as [UInt64]).map { wait in
            Self.awaited { evidence in
                evidence.loopLag = Self.times(wait)
                evidence.roundTrip = Self.times(500_000)
            }
        }
        #expect(waits[0].sorted() == ["messages_skipped invalid", "read_wait invalid"])
        #expect(waits[1] == ["read_wait suspect"])
    }

    private static func dropped(_ level: VerdictStatus?, _ dropped: Int, of due: Int) -> Case {
        Case("cap_reached \(dropped) of \(due)", level) { evidence in
            evidence.iterationsDropped = dropped
            evidence.iterationsBegun = due - dropped
        }
    }

    /// What the generator was late for is no slowness of the server.
    @Test(arguments: [
        Case("worker_busy", nil) { $0.busiestShare = 0.91 },
        Case("connect_lag", nil) { $0.connectLag = times(1_001_000_000) },
        Case("send_lag", nil) { $0.sendLag = times(11_000_000) }, Case("cpu_wait", nil) { $0.starvedShare = 0.26 },
    ])
    func dropsOfALateGeneratorAreItsOwn(_ late: Case) {
        var evidence = late.evidence
        evidence.iterationsDropped = 101
        evidence.iterationsBegun = 899
        let verdict = VerdictRules.judge(evidence)
        #expect(Set(verdict.reasons.map(\.code)) == [late.code, "rate_missed"])
        #expect(verdict.status == .invalid)
        evidence.iterationsDropped = 99
        #expect(VerdictRules.judge(evidence).reasons.first { $0.code == "rate_missed" }?.level == .suspect)
    }

    private static func share(
        _ code: String, _ level: VerdictStatus?, _ share: Double, _ set: @escaping (inout Evidence, Double) -> Void
    ) -> Case {
        Case("\(code) \(share)", level) { set(&$0, share) }
    }

    static let cases: [Case] = [
        // Without replies the limits are 1 ms and 10 ms.
        lag(nil, 1_000_000, roundTrip: nil), lag(.suspect, 1_000_001, roundTrip: nil),
        lag(.suspect, 10_000_000, roundTrip: nil), lag(.invalid, 10_000_001, roundTrip: nil),
        // With slow replies a tenth and a half of the round trip.
        lag(nil, 10_000_000, roundTrip: 100_000_000), lag(.suspect, 10_100_000, roundTrip: 100_000_000),
        lag(.suspect, 50_000_000, roundTrip: 100_000_000), lag(.invalid, 50_100_000, roundTrip: 100_000_000),
        // With fast ones the limits do not fall below those without.
        lag(nil, 1_000_000, roundTrip: 100_000), lag(.suspect, 9_000_000, roundTrip: 100_000),
        // A wait of less than 20 µs is not looked at, whatever its share.
        wait(nil, 20_000, roundTrip: 21_000), wait(nil, 100_000, roundTrip: 500_000),
        wait(.suspect, 101_000, roundTrip: 500_000), wait(.suspect, 250_000, roundTrip: 500_000),
        wait(.invalid, 251_000, roundTrip: 500_000),
        connects(nil, 100, of: 100), connects(.suspect, 99, of: 100), connects(.suspect, 98, of: 100),
        connects(.invalid, 97, of: 100), connects(nil, 0, of: 0),
        skipped(nil, 1, of: 1000), skipped(.suspect, 2, of: 1000), skipped(.suspect, 20, of: 1000),
        skipped(.invalid, 21, of: 1000), skipped(nil, 0, of: 0),
        share("rate_missed", nil, 0.02) { $0.missedInSecond = $1 },
        share("rate_missed", .suspect, 0.021) { $0.missedInSecond = $1 },
        share("rate_missed", .suspect, 0.9) { $0.missedInSecond = $1 },
        dropped(nil, 5, of: 1000), dropped(.suspect, 6, of: 1000), dropped(.suspect, 100, of: 1000),
        dropped(.suspect, 999, of: 1000),
        share("cap_reached", nil, 0.02) { $0.droppedInSecond = $1 },
        share("cap_reached", .suspect, 0.021) { $0.droppedInSecond = $1 },
        share("cpu_wait", nil, 0.05) { $0.starvedShare = $1 },
        share("cpu_wait", .suspect, 0.06) { $0.starvedShare = $1 },
        share("cpu_wait", .suspect, 0.25) { $0.starvedShare = $1 },
        share("cpu_wait", .invalid, 0.26) { $0.starvedShare = $1 },
        share("unexplained", nil, 0.05) { $0.unexplainedShare = $1 },
        share("unexplained", .suspect, 0.06) { $0.unexplainedShare = $1 },
        share("unexplained", .suspect, 0.25) { $0.unexplainedShare = $1 },
        share("unexplained", .invalid, 0.26) { $0.unexplainedShare = $1 },
        share("worker_busy", nil, 0.9) { $0.busiestShare = $1 },
        share("worker_busy", .suspect, 0.91) { $0.busiestShare = $1 },
        share("worker_busy", .suspect, 1) { $0.busiestShare = $1 },
        Case("connect_lag 100 ms", nil) { $0.connectLag = times(100_000_000) },
        Case("connect_lag 101 ms", .suspect) { $0.connectLag = times(101_000_000) },
        Case("connect_lag 1000 ms", .suspect) { $0.connectLag = times(1_000_000_000) },
        Case("connect_lag 1001 ms", .invalid) { $0.connectLag = times(1_001_000_000) },
        Case("replies_lost without any latency", nil) { $0.repliesLost = 5 },
        Case("replies_lost 1", .suspect) { evidence in
            evidence.repliesLost = 1
            evidence.roundTrip = times(1000)
        },
        Case("matches_abandoned 0", nil) { $0.matchesAbandoned = 0 },
        Case("matches_abandoned 1", .suspect) { $0.matchesAbandoned = 1 },
        Case("nothing_measured not", nil) { $0.nothingMeasured = false },
        Case("nothing_measured so", .suspect) { evidence in
            evidence.nothingMeasured = true
            evidence.sessionsOpened = 1
        },
        Case("no_sessions of 3", .invalid) { evidence in
            // The lesser reason would only repeat it.
            evidence.nothingMeasured = true
            evidence.connectsPlanned = 3
            evidence.connectsAttempted = 3
        },
        Case("no_sessions but one", nil) { evidence in
            evidence.connectsPlanned = 3
            evidence.connectsAttempted = 3
            evidence.sessionsOpened = 1
        },
    ]

    @Test(arguments: cases) func eachRuleHasItsLimits(_ one: Case) throws {
        let verdict = VerdictRules.judge(one.evidence)
        #expect(verdict.status == one.level ?? .valid)
        guard let level = one.level else {
            #expect(verdict.reasons.isEmpty)
            return
        }
        let reason = try #require(verdict.reasons.first)
        #expect(verdict.reasons.count == 1)
        #expect(reason.code == one.code && reason.level == level)
        #expect(!reason.message.isEmpty)
        #expect(reason.measured > reason.limit || ["nothing_measured", "no_sessions"].contains(one.code))
    }

    @Test func theWorstReasonComesFirstAndIsTheVerdict() {
        var evidence = Evidence()
        evidence.sendLag = VerdictRulesTests.times(2_000_000)
        evidence.busiestShare = 0.95
        evidence.connectsPlanned = 10
        evidence.connectsAttempted = 5
        evidence.sessionsOpened = 5
        evidence.unexplainedShare = 0.5
        let verdict = VerdictRules.judge(evidence)
        #expect(verdict.status == .invalid)
        #expect(verdict.reasons.map(\.level) == [.invalid, .invalid, .suspect, .suspect])
        #expect(Set(verdict.reasons.map(\.code)) == ["unexplained", "connects_missing", "send_lag", "worker_busy"])
    }

    @Test func nothingAgainstARunMakesItValid() {
        #expect(VerdictRules.judge(Evidence()) == Verdict(status: .valid, reasons: []))
    }

    @Test func aReasonTellsItsFigures() throws {
        let reason = try #require(
            VerdictRules.judge(VerdictRulesTests.connects(.invalid, 90, of: 100).evidence).reasons.first)
        #expect(reason.measured == 10 && reason.limit == 2 && reason.unit == "%")
    }
}
