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

@Test(arguments: [SampleResult.open, SampleResult.closed])
func theSummaryFitsIntoAHundredColumns(result: RunResult) {
    #expect(ConsoleSummary.text(result, style: bare).split(separator: "\n").allSatisfy { $0.count <= 100 })
}

@Test func colourAddsNothingButColour() throws {
    let coloured = ConsoleSummary.text(SampleResult.open, style: TextStyle(isColoured: true))
    let colours = try Regex("\u{1B}\\[[0-9;]+m")
    let stripped = coloured.replacing(colours, with: "").replacing(" VALID ", with: "VALID")
    let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
    #expect(words(stripped) == words(ConsoleSummary.text(SampleResult.open, style: bare)))
    #expect(coloured.contains("\u{1B}[31m2 lost\u{1B}[0m"))
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
            kind: "kind_\($0)", count: $0, firstSeconds: 0, lastSeconds: 1, example: String(repeating: "x", count: 200))
    }
    result.metrics = RunMetrics(basis: nil, trends: [:], counters: [:], peakOpen: 0, closes: [], errors: errors)
    let text = ConsoleSummary.text(result, style: bare)
    #expect(text.contains("kind_12,"))
    #expect(!text.contains("kind_4,"))
    #expect(text.contains("and 4 more kinds, in errors.csv"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
}
