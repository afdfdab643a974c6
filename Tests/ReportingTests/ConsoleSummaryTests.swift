import Metrics
import Testing

@testable import Reporting

private let bare = TextStyle(isColoured: false)

@Test func theSummaryOfAGoodRun() {
    #expect(ConsoleSummary.text(SampleResult.open, style: bare) == ConsoleSummaryGolden.open)
}

@Test func theSummaryOfAnInvalidRun() {
    #expect(ConsoleSummary.text(SampleResult.closed, style: bare) == ConsoleSummaryGolden.closed)
}

@Test func theSummaryOfARunWithScripts() {
    #expect(ConsoleSummary.text(SampleScript.result, style: bare) == ConsoleSummaryGolden.script)
}

@Test(arguments: [60, 72, 80, 99, 100, 240]) func theSummaryFitsTheTerminal(width: Int) {
    for result in [SampleResult.open, SampleResult.closed, SampleScript.result] {
        let lines = ConsoleSummary.text(result, style: bare, width: width).split(separator: "\n")
        let tooLong = lines.filter { $0.count > min(width, 100) }
        #expect(tooLong == [])
    }
}

@Test func aNarrowTerminalLosesColumnsAndNoText() {
    let text = ConsoleSummary.text(SampleScript.result, style: bare, width: 80)
    #expect(text.contains("  latency                p50      p99    p99.9      max     mean    count\n"))
    #expect(text.contains("  kind              sessions   sent/s received/s      p50      p99   errors\n"))
    #expect(
        text.contains(
            """
              checks             ✓ has token          1,050 passed
                                 ✗ answer is in time    996 passed   4 failed, 0.40 %
              thresholds         ✓ ws_msg_rtt
                                   p(99)<50          2.04 ms
            """))
    let closed = ConsoleSummary.text(SampleResult.closed, style: bare, width: 80)
    #expect(
        closed.contains(
            """
              INVALID            The generator was the limit: do not take these figures for
                                 the server's.
            """))
    #expect(closed.contains("connect-refused, 0.1 s to 2.9 s:\n               connect to 127.0.0.1:9001: conn"))
}

@Test func theSeedIsNeverBroken() {
    var result = SampleResult.open
    result.seed = 18_446_744_073_709_551_615
    let text = ConsoleSummary.text(result, style: bare, width: 80)
    #expect(text.contains("\n  seed 18446744073709551615\n") || text.contains(" · seed 18446744073709551615\n"))
}

@Test func colourAddsNothingButColour() throws {
    let coloured = ConsoleSummary.text(SampleResult.open, style: TextStyle(isColoured: true))
    let colours = try Regex("\u{1B}\\[[0-9;]+m")
    let stripped = coloured.replacing(colours, with: "").replacing(" VALID ", with: "VALID")
    let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
    #expect(words(stripped) == words(ConsoleSummary.text(SampleResult.open, style: bare)))
    #expect(coloured.contains("\u{1B}[31m2 lost\u{1B}[0m"))
}

/// What is said of messages is no word on sessions, and the other way round.
@Test func sessionsByScheduleAreNoClosedLoop() {
    var result = SampleResult.closed
    let closed = ConsoleSummary.text(result, style: bare)
    #expect(closed.contains("closed loop, messages after replies") && closed.contains("A slow server also slows"))
    result.sessionModel = .open
    let open = ConsoleSummary.text(result, style: bare)
    #expect(open.contains("open model, sessions by schedule; in each, messages after replies"))
    #expect(open.contains("Sessions come at their rate") && !open.contains("closed loop"))
    #expect(!open.contains("slows the load"))
}

@Test func compressionIsThatOfTheWindow() {
    var result = SampleResult.open
    let counted = { (total: Int, window: Int) in CounterValue(total: total, window: window, perSecond: 1) }
    result.metrics = RunMetrics(
        basis: nil, trends: [:],
        counters: [
            .wsDeflateIn: counted(900, 800), .wsDeflateOut: counted(600, 200), .wsInflateOut: counted(70, 0),
            .wsInflateIn: counted(7, 0),
        ], peakOpen: 0, closes: [], errors: [])
    let text = ConsoleSummary.text(result, style: bare)
    #expect(text.contains("800 B sent as 200 B (25.0 %)") && !text.contains("received as"), "\(text)")
}

@Test func aRunWithoutMessagesTellsOfItsSessions() {
    var result = SampleResult.open
    result.loadModel = .none
    result.littlesLaw = nil
    result.metrics = RunMetrics(
        basis: nil, trends: [:], counters: [.wsSessions: CounterValue(total: 5, window: 0, perSecond: 0)], peakOpen: 5,
        closes: [], errors: [])
    let text = ConsoleSummary.text(result, style: bare)
    #expect(!text.contains("latency"))
    #expect(!text.contains("throughput"))
    #expect(text.contains("5 opened"))
    #expect(text.contains("errors             none"))
}

@Test func manyKindsOfErrorAreCutShort() {
    var result = SampleResult.open
    let errors = (1...12).map {
        ErrorCount(
            kind: "kind-\($0)", count: $0, firstSeconds: 0, lastSeconds: 1, example: String(repeating: "x", count: 200))
    }
    result.metrics = RunMetrics(basis: nil, trends: [:], counters: [:], peakOpen: 0, closes: [], errors: errors)
    let text = ConsoleSummary.text(result, style: bare)
    #expect(text.contains("kind-12,"))
    #expect(!text.contains("kind-4,"))
    #expect(text.contains("and 4 more kinds, in errors.csv"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
}

@Test func whatFailedIsRed() {
    let text = ConsoleSummary.text(SampleScript.result, style: TextStyle(isColoured: true))
    #expect(text.contains("\u{1B}[32m✓ \u{1B}[0m"))
    #expect(text.contains("\u{1B}[31m✗ \u{1B}[0m"))
    #expect(text.contains("\u{1B}[31m4.04 ms\u{1B}[0m"))
    #expect(text.contains("\u{1B}[31m3 lost\u{1B}[0m"))
}

@Test func matchesThatWereGivenUpAreTold() {
    var result = SampleScript.result
    #expect(!ConsoleSummary.text(result, style: bare).contains("given up"))
    result.metrics = RunMetrics(
        basis: nil, trends: [:], counters: [.genMatchesAbandoned: CounterValue(total: 3, window: 0, perSecond: 0)],
        peakOpen: 0, closes: [], errors: [])
    #expect(ConsoleSummary.text(result, style: bare).contains("  patterns           3 matches given up\n"))
}

@Test func whoeverNeverCameBackIsTold() {
    var result = SampleScript.result
    result.recovery = RecoveryReport(
        outages: 2, lost: 120, back: 90, gaveUp: 30,
        worst: [
            Outage(
                startSeconds: 1, lost: 100, back: 70, halfBackSeconds: 1.25, mostBackSeconds: nil, allBackSeconds: nil)
        ])
    let text = ConsoleSummary.text(result, style: bare)
    #expect(text.contains("2 outages   120 connections lost   90 back   30 gave up"))
    #expect(text.contains("worst: 50 % back after 1.25 s   99 % never   all never"))
}

@Test func longNamesAreCutToTheWidth() {
    var result = SampleScript.result
    let long = String(repeating: "long ", count: 20)
    result.thresholds = [
        ThresholdReport(metric: long, text: long, measured: 123_456_789, unit: "count", passed: false, aborted: true)
    ]
    result.metrics = RunMetrics(
        basis: nil, trends: [:], counters: [:],
        timers: [TimerTimes(name: long, times: result.metrics.trends[.wsMsgRTT] ?? LatencyHistogram())],
        checks: [CheckCount(name: long, passes: 1_234_567, fails: 1_234_567)], peakOpen: 0, closes: [], errors: [])
    result.kinds?[0].name = long
    let lines = ConsoleSummary.text(result, style: bare).split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.count { $0.contains("long") && $0.contains("…") } == 4)
}

@Test func whatHandshakesAgreedOnIsToldWithCountsWhereItIsAMix() {
    func line(_ agreements: [TLSAgreementCount]) -> String {
        var result = SampleResult.open
        result.tls = TLSReport(insecureSkipTLSVerify: false)
        result.metrics = RunMetrics(
            basis: nil, trends: [:], counters: [.wsTLSHandshakes: CounterValue(total: 5, window: 0, perSecond: 0)],
            peakOpen: 5, tlsAgreements: agreements, closes: [], errors: [])
        return ConsoleSummary.text(result, style: bare)
    }
    let (new, old) = (
        TLSAgreement(version: "1.3", cipherSuite: "TLS_AES_256_GCM_SHA384", alpn: "http/1.1"),
        TLSAgreement(version: "1.2", cipherSuite: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256")
    )
    #expect(
        line([TLSAgreementCount(new, count: 5)])
            .contains("tls                5 handshakes   0 % resumed   TLS 1.3 TLS_AES_256_GCM_SHA384 http/1.1\n"))
    let mix = line([TLSAgreementCount(old, count: 2), TLSAgreementCount(new, count: 3)])
    #expect(mix.contains("TLS 1.3 TLS_AES_256_GCM_SHA384 http/1.1: 3"))
    #expect(mix.contains("TLS 1.2 TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: 2"))
}
