import FoundationEssentials
import Metrics
import Testing

@testable import Reporting

/// A folder of its own, which is gone afterwards.
private func inTemporaryFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.path + "/squall-reporting-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
}

private func content(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map { Array($0) } }

@Test func foldersAreMadeWithAllAboveThem() throws {
    try inTemporaryFolder { base in
        let isNew = [try DiskStore().makeFolder(base + "/a/b/c"), try DiskStore().makeFolder(base + "/a/b/c")]
        #expect(isNew == [true, false])
        #expect(DiskStore().exists(base + "/a/b/c"))
    }
}

@Test func aFileInTheWayOfAFolderIsAFailure() throws {
    try inTemporaryFolder { base in
        try DiskStore().replace(base + "/file", with: [1])
        #expect(throws: FileFailure.self) { try DiskStore().makeFolder(base + "/file") }
        #expect(throws: FileFailure.self) { try DiskStore().makeFolder(base + "/file/below") }
    }
}

@Test func aReplacedFileLeavesNothingBesideItself() throws {
    try inTemporaryFolder { base in
        let store = DiskStore()
        try store.replace(base + "/file", with: Array(repeating: 7, count: 300_000))
        try store.replace(base + "/file", with: [1, 2, 3])
        try store.append([4], to: base + "/file")
        #expect(content(base + "/file") == [1, 2, 3, 4])
        #expect(try FileManager.default.contentsOfDirectory(atPath: base) == ["file"])
    }
}

@Test func anEarlierVersionStaysWhereTheNewOneFails() throws {
    try inTemporaryFolder { base in
        let store = DiskStore()
        try store.replace(base + "/file", with: [1])
        try FileManager.default.createSymbolicLink(atPath: base + "/file.part", withDestinationPath: "/dev/full")
        let failure = #expect(throws: FileFailure.self) { try store.replace(base + "/file", with: [2]) }
        #expect(failure?.reason == "No space left on device")
        #expect(content(base + "/file") == [1])
        #expect(!store.exists(base + "/file.part"))
    }
}

@Test func aFullDeviceIsAFailureOfAppending() {
    let failure = #expect(throws: FileFailure.self) { try DiskStore().append([1], to: "/dev/full") }
    #expect(failure == FileFailure(operation: "write", path: "/dev/full", code: 28, reason: "No space left on device"))
}

@Test func whatIsGoneIsNotMadeAnew() throws {
    try inTemporaryFolder { base in
        #expect(throws: FileFailure.self) { try DiskStore().append([1], to: base + "/missing") }
        #expect(!DiskStore().exists(base + "/missing"))
    }
}

@Test func aPlaceThatCannotBeWrittenIsSaidWithTheReason() throws {
    let error = #expect(throws: ResultFolderError.self) {
        try ResultFolder.create(in: "/proc/results", name: "x", startedAt: UTCTime(unixSeconds: 0), scenario: "{}")
    }
    let text = try #require(error).description
    #expect(text.contains("/proc/results"))
    #expect(text.contains("--out"))
}

@Test func aWholeRunStandsInItsFolder() throws {
    try inTemporaryFolder { base in
        let folder = try ResultFolder.create(
            in: base + "/Results", name: "quickstart", startedAt: UTCTime(unixSeconds: 0), scenario: "{}")
        let row = SampleProgress.row
        folder.append([row, row])
        folder.write(SampleResult.open)
        folder.write(SampleResult.open)
        #expect(folder.problem == nil)
        #expect(
            content(folder.path + "/timeseries.csv")
                == TimeSeriesCSV.header + TimeSeriesCSV.bytes(row) + TimeSeriesCSV.bytes(row))
        let summary = try #require(content(folder.path + "/summary.json"))
        #expect(try SummaryJSON.read(summary).metrics == SampleResult.open.metrics)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
                == ["errors.csv", "histogram.csv", "scenario.json", "summary.json", "timeseries.csv"])
    }
}
