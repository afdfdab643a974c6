import Testing

@testable import LoadRunner

@Suite struct ComparisonControlTests {
    @Test func aStopReachesTheRunUnderWayAndThoseThatCome() {
        let control = ComparisonControl()
        let first = control.nextRun()
        #expect(!control.isStopped && first.stops == 0)
        control.stop()
        #expect(control.isStopped && first.stops == 1)
        control.stop()
        #expect(first.stops == 2)
        #expect(control.nextRun().stops == 2)
    }
}
