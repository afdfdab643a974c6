import Metrics
import Testing

@testable import Reporting

@Suite struct SecondsReaderTests {
    private func row(_ second: Int, _ phase: Phase, seconds: Double = 1, received: Int = 100, sent: Int = 50) -> [UInt8]
    {
        var row = SampleProgress.row
        row.second = second
        row.phase = phase
        row.seconds = seconds
        row.counters[Counter.wsMsgsReceived.rawValue] = received
        row.counters[Counter.wsMsgsSent.rawValue] = sent
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
        #expect(rates == [100, 50])
        // By the messages that came, which are more than were sent.
        #expect(series[.bytes] == [50, 50])
        #expect(series[.p50]?.count == 2)
        #expect(series[.cpu] == nil)
    }

    @Test func aSecondWithoutMessagesIsMeasured() {
        var stalled = SampleProgress.row
        stalled.second = 1
        stalled.phase = .measure
        stalled.seconds = 1
        for counter in [Counter.wsMsgsReceived, .wsMsgsSent, .dataSent, .dataReceived] {
            stalled.counters[counter.rawValue] = 0
        }
        stalled.roundTrip = nil
        let series = SecondsReader.series(
            TimeSeriesCSV.header + row(0, .measure) + TimeSeriesCSV.bytes(stalled) + row(2, .measure))
        #expect(series[.throughput] == [100, 0, 100])
        #expect(series[.bytes] == [50, 50])
        #expect(series[.p99]?.count == 2)
    }

    @Test func whatIsSentIsCountedWhereNothingComes() {
        let rows = row(0, .measure, received: 0) + row(1, .measure, received: 0, sent: 70)
        #expect(SecondsReader.series(TimeSeriesCSV.header + rows)[.throughput] == [50, 70])
    }

    @Test(arguments: ["", "a,b\n1,2\n"]) func anotherTextHasNoSeries(text: String) {
        #expect(SecondsReader.series(Array(text.utf8)).isEmpty)
    }
}
