import Glibc
import Metrics
import Testing

@testable import Reporting

@Suite struct SecondsReaderTests {
    private func row(_ second: Int, _ phase: Phase, seconds: Double = 1, received: Int = 100) -> [UInt8] {
        var row = SampleProgress.row
        row.second = second
        row.phase = phase
        row.seconds = seconds
        row.counters[Counter.wsMsgsReceived.rawValue] = received
        row.counters[Counter.wsMsgsSent.rawValue] = 50
        row.counters[Counter.dataSent.rawValue] = 4000
        row.counters[Counter.dataReceived.rawValue] = 1000
        return TimeSeriesCSV.bytes(row)
    }

    @Test func measuredSecondsAreRead() throws {
        let csv =
            TimeSeriesCSV.header + row(0, .warmUp) + row(1, .measure, seconds: 0.2) + row(2, .measure)
            + row(3, .measure, seconds: 2) + row(4, .rampDown)
        let series = SecondsReader.series(csv)
        let rates = try #require(series[.throughput])
        #expect(rates == [log(100), log(50)])
        #expect(series[.bytes] == [log(100), log(100)])
        #expect(series[.p50]?.count == 2)
        #expect(series[.cpu] == nil)
    }

    @Test func aMetricThatIsMissingInASecondHasNoSeries() {
        let series = SecondsReader.series(TimeSeriesCSV.header + row(0, .measure) + row(1, .measure, received: 0))
        #expect(series[.throughput] == nil)
        #expect(series[.bytes] != nil)
    }

    @Test(arguments: ["", "a,b\n1,2\n"]) func anotherTextHasNoSeries(text: String) {
        #expect(SecondsReader.series(Array(text.utf8)).isEmpty)
    }
}
