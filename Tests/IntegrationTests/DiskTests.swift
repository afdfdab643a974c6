import Metrics
import Testing

/// A disk that fills while a run goes on costs files, never the run or its summary.
@Suite(.partOfMachine) struct DiskTests {
    private static let text = embedded([
        "load": #"{ "sessions": 20, "connectRate": 200, "warmUp": "200ms", "duration": "3s" }"#,
        "messages": #"{ "rate": 50, "size": { "uniform": { "min": 1, "max": 4000 } } }"#,
    ])

    private static let canMount: Bool = {
        let folder = try? TemporaryFolder()
        guard let folder,
            let probe = try? ChildProcess(
                ["/usr/bin/unshare", "--mount", "/bin/mount", "-t", "tmpfs", "-o", "size=16k", "none", folder.path],
                in: folder, name: "mount")
        else { return false }
        return probe.poll(flags: 0) == .code(0)
    }()

    private func expectWholeTerminal(_ run: Outcome) {
        #expect(run.end == .code(113))
        #expect(run.output.contains("20 opened"), "\(run.output)")
        #expect(run.output.contains("from due time"), "\(run.output)")
        #expect(run.complaints.contains("squall run: warning: the result folder is incomplete"), "\(run.complaints)")
    }

    @Test func limitOnFilesIsToldAfterTheSummary() async throws {
        // In blocks of 512 bytes: room for the time series, not for the summary.
        let shell = #"ulimit -f 8; exec "$0" "$@""#
        let run = try SquallRun(DiskTests.text, launcher: ["/bin/sh", "-c", shell])
        defer { run.process.stop() }
        let outcome = try await run.finish()
        expectWholeTerminal(outcome)
        #expect(outcome.complaints.contains("File too large"))
        #expect(try outcome.table("timeseries.csv").rows.count >= 3)
        #expect(try run.folder.names(in: "result").contains { $0.hasSuffix(".part") } == false)
    }

    @Test(.enabled(if: canMount, "mounting is not permitted here"))
    func fullDiskIsToldAfterTheSummary() async throws {
        // The folder is a file system of four pages. It is gone with the run, but for a copy of the time series.
        let shell = """
            folder=$(dirname "$2") && mkdir "$folder/result" && mount -t tmpfs -o size=16k none "$folder/result" || exit 99
            "$0" "$@"; code=$?
            ls "$folder/result" > "$folder/names"; cp "$folder/result/timeseries.csv" "$folder/copy.csv"; exit $code
            """
        let run = try SquallRun(
            DiskTests.text, launcher: ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", shell])
        defer { run.process.stop() }
        let outcome = try await run.finish()
        expectWholeTerminal(outcome)
        #expect(outcome.complaints.contains("No space left on device"))
        #expect(try Table(run.folder.text("copy.csv")).rows.count >= 3)
        #expect(!run.folder.text("names").contains(".part"))
    }
}
