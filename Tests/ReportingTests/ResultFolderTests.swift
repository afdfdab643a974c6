import Metrics
import Testing

@testable import Reporting

private let noon = UTCTime(unixSeconds: 1_795_383_000)

private func folder(_ store: FailingStore) throws -> ResultFolder {
    try ResultFolder.create(in: "Results", name: "quickstart", startedAt: noon, scenario: "{}", store: store)
}

@Test func aNewFolderHoldsScenarioAndTheHeadOfTheSeries() throws {
    let store = FailingStore()
    let folder = try folder(store)
    #expect(folder.path == "Results/quickstart-20261122T213000Z")
    #expect(store.files[folder.path + "/scenario.json"] == Array("{}".utf8))
    #expect(store.files[folder.path + "/timeseries.csv"] == TimeSeriesCSV.header)
}

@Test func runsOfTheSameSecondGetFoldersOfTheirOwn() throws {
    let store = FailingStore()
    let paths = try (0..<3).map { _ in try folder(store).path }
    #expect(Set(paths).count == 3)
    #expect(paths.last == "Results/quickstart-20261122T213000Z-3")
}

@Test func aFolderWithAResultIsNotOverwritten() throws {
    let store = FailingStore()
    store.files["out/errors.csv"] = []
    #expect(throws: ResultFolderError.occupied(path: "out")) {
        try ResultFolder.create(at: "out/", scenario: "{}", store: store)
    }
    store.files = ["out/notes.txt": []]
    #expect(try ResultFolder.create(at: "out", scenario: "{}", store: store).path == "out")
}

@Test func aFullDiskIsSaidBeforeTheLoadBegins() {
    #expect(throws: ResultFolderError.self) { try folder(FailingStore(writesLeft: 1)) }
}

@Test func aDiskThatFillsWhileRunningIsRememberedOnce() throws {
    let store = FailingStore(writesLeft: 3)
    let folder = try folder(store)
    folder.append([SampleProgress.row])
    #expect(folder.problem == nil)
    folder.append([SampleProgress.row])
    folder.write(SampleResult.open)
    let problem = try #require(folder.problem)
    guard case .incomplete(let first, let count) = problem else {
        Issue.record("another error: \(problem)")
        return
    }
    #expect(first.path.hasSuffix("/timeseries.csv"))
    #expect(count == 4)
    #expect("\(problem)".contains("No space left on device (and 3 more failures)"))
}

@Test func writingGoesOnWhereTheDiskRecovers() throws {
    let store = FailingStore(writesLeft: 2)
    let folder = try folder(store)
    folder.append([SampleProgress.row])
    store.writesLeft = .max
    folder.append([SampleProgress.row])
    #expect(folder.problem != nil)
    #expect(
        store.files[folder.path + "/timeseries.csv"] == TimeSeriesCSV.header + TimeSeriesCSV.bytes(SampleProgress.row))
}

@Test func everyFileIsRenewedEachTime() throws {
    let store = FailingStore()
    let folder = try folder(store)
    let result = SampleResult.open
    for _ in 1...3 {
        folder.write(result)
        #expect(store.files[folder.path + "/summary.json"] != nil)
        #expect(store.files[folder.path + "/histogram.csv"] == HistogramCSV.bytes(result))
        #expect(store.files[folder.path + "/errors.csv"] == ErrorsCSV.bytes(result.metrics.errors))
        for file in ["summary.json", "histogram.csv", "errors.csv"] { store.files[folder.path + "/" + file] = nil }
    }
}
