import Metrics
import Testing

@testable import Reporting

@Test func aLineTellsTheRun() {
    var progress = PlainProgress()
    #expect(
        progress.line(SampleProgress.measuring)
            == "6.2 s / 12.0 s  measuring: 1,000 open, 0 connecting, 3 failed, 10,012 msg/s sent, "
            + "10,009 msg/s received, p50 50.0 µs, p99 99.0 µs, 4 errors")
}

@Test func linesComeAtTheIntervalAndAtAChangeOfPhase() {
    var progress = PlainProgress(interval: 5)
    let told = [
        (0.0, Phase.warmUp), (1, .warmUp), (2, .measure), (4, .measure), (5, .measure), (6, .measure), (11, .measure),
    ]
    .map { elapsed, phase in
        var snapshot = SampleProgress.start
        (snapshot.elapsed, snapshot.phase) = (elapsed, phase)
        return progress.line(snapshot) != nil
    }
    #expect(told == [true, false, true, false, true, false, true])
}

@Test func iterationsAndFailedChecksAreTold() {
    var progress = PlainProgress()
    #expect(progress.line(SampleProgress.script)?.hasSuffix("1,234 iterations, 5 checks failed, 4 errors") == true)
}
