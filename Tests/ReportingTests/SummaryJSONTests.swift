import Metrics
import Testing

@testable import Reporting

private func text(_ result: RunResult) throws -> String {
    String(decoding: try SummaryJSON.bytes(result), as: UTF8.self)
}

@Test(arguments: [SampleResult.open, SampleResult.closed, SampleScript.result])
func aResultIsReadBackAsItWasWritten(result: RunResult) throws {
    var read = try SummaryJSON.read(SummaryJSON.bytes(result))
    #expect(read.scenario.text == #"{"load":{"sessions":1000},"name":"quickstart"}"#)
    read.scenario = result.scenario
    #expect(read == result)
}

@Test func whatIsNotKnownYetIsLeftOut() throws {
    var result = SampleResult.open
    result.status = .running
    result.verdict = nil
    result.finishedAt = nil
    result.littlesLaw = nil
    result.target = nil
    let read = try SummaryJSON.read(SummaryJSON.bytes(result))
    #expect(read.verdict == nil)
    #expect(read.target == nil)
    #expect(try !text(result).contains("littles_law"))
}

@Test func theScenarioStandsInItAsJSONAndNotAsAString() throws {
    let text = try text(SampleResult.open)
    #expect(text.contains("\"scenario\": {\n    \"name\": \"quickstart\",\n    \"load\": {\"sessions\": 1000}\n  },\n"))
}

@Test func everyMetricIsThereByItsName() throws {
    let text = try text(SampleResult.open)
    for name in Trend.allCases.map(\.name) + Counter.allCases.map(\.name) { #expect(text.contains("\"\(name)\": {")) }
    #expect(text.contains(#""ws_ping": {"scope": "messages", "unit": "us", "count": 0}"#))
}

@Test func resultsMergeThroughTheirText() throws {
    let result = SampleResult.open
    let read = try SummaryJSON.read(SummaryJSON.bytes(result))
    let merged = read.metrics.merged(with: result.metrics)
    #expect(merged.summary(.wsMsgRTT)?.count == 20_000)
    #expect(merged.summary(.wsMsgRTT)?.p99 == result.metrics.summary(.wsMsgRTT)?.p99)
}

@Test func anotherSchemaVersionIsRefused() throws {
    var result = SampleResult.open
    result.schemaVersion = 2
    #expect(throws: DecodingError.self) { try SummaryJSON.read(SummaryJSON.bytes(result)) }
}

@Test func oneKindHasNoSectionOfItsOwn() throws {
    let text = try text(SampleResult.open)
    for key in ["kinds", "thresholds", "recovery", "timers", "checks"] { #expect(!text.contains("\"\(key)\":")) }
}

@Test func timersAndChecksMergeThroughTheirText() throws {
    let result = SampleScript.result
    let merged = try SummaryJSON.read(SummaryJSON.bytes(result)).metrics.merged(with: result.metrics)
    #expect(merged.timers.map(\.name) == ["login", "post and confirm"])
    #expect(merged.timers.map(\.times.count) == [2_000, 2_000])
    #expect(merged.checks.map(\.name) == ["has token", "answer is in time"])
    #expect(merged.checks.map(\.fails) == [0, 8])
    #expect(merged.fanoutLost.window == 6)
}
