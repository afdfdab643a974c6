import Metrics

/// The folder that a run leaves behind, written as the run goes so that a kill at any moment leaves whole files.
///
/// Once it is created no failure ends the run: the first is remembered in ``problem``.
/// It belongs to one thread.
package final class ResultFolder {
    /// Of the folder, without a slash at its end.
    package let path: String
    private let store: any FileStore
    private var log = WriteLog()

    /// What went wrong since the folder was created; nil where all is written.
    package var problem: ResultFolderError? { log.problem }

    private init(path: String, store: any FileStore, scenario: String) throws(ResultFolderError) {
        self.path = path
        self.store = store
        do {
            try store.replace(path + "/scenario.json", with: Array(scenario.utf8))
            try store.replace(path + "/timeseries.csv", with: TimeSeriesCSV.header)
        } catch {
            throw .cannotWrite(error)
        }
    }

    /// Creates `<parent>/<name>-<UTC time>`, or the same with `-2`, `-3` and so on where that is taken, with the
    /// scenario and the head of the time series in it.
    ///
    /// - Parameters:
    ///   - parent: the folder of all results; it is made where it is missing.
    ///   - name: the scenario's name.
    ///   - startedAt: when the run begins.
    ///   - scenario: the scenario's text as it is run.
    /// - Returns: the folder, ready to be written.
    /// - Throws: `cannotWrite`, which is the moment to say so: before the load begins.
    package static func create(
        in parent: String = "Results", name: String, startedAt: UTCTime, scenario: String
    ) throws(ResultFolderError) -> ResultFolder {
        try create(in: parent, name: name, startedAt: startedAt, scenario: scenario, store: DiskStore())
    }

    static func create(
        in parent: String, name: String, startedAt: UTCTime, scenario: String, store: any FileStore
    ) throws(ResultFolderError) -> ResultFolder {
        let path = try makeNew(in: parent, name: name, startedAt: startedAt, store: store)
        return try ResultFolder(path: path, store: store, scenario: scenario)
    }

    /// Makes a folder that was not there.
    static func makeNew(
        in parent: String, name: String, startedAt: UTCTime, store: any FileStore
    ) throws(ResultFolderError) -> String {
        let base = "\(parent)/\(name)-\(startedAt.compact)"
        var path = base
        var suffix = 1
        do {
            while try !store.makeFolder(path) {
                suffix += 1
                path = "\(base)-\(suffix)"
            }
        } catch {
            throw .cannotWrite(error)
        }
        return path
    }

    /// Takes exactly the folder that the user named, with the scenario and the head of the time series in it.
    ///
    /// - Parameters:
    ///   - path: it is made where it is missing, and may hold anything but a result.
    ///   - scenario: the scenario's text as it is run.
    /// - Returns: the folder, ready to be written.
    /// - Throws: `occupied` where an earlier result stands there, `cannotWrite` where nothing can be written.
    package static func create(at path: String, scenario: String) throws(ResultFolderError) -> ResultFolder {
        try create(at: path, scenario: scenario, store: DiskStore())
    }

    static func create(
        at path: String, scenario: String, store: any FileStore
    ) throws(ResultFolderError) -> ResultFolder {
        try ResultFolder(path: take(path, store: store), store: store, scenario: scenario)
    }

    /// Makes a folder, or takes one without a result in it, and gives its path without a slash at its end.
    static func take(_ path: String, store: any FileStore) throws(ResultFolderError) -> String {
        let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        do {
            _ = try store.makeFolder(path)
        } catch {
            throw .cannotWrite(error)
        }
        let own = [
            "summary.json", "timeseries.csv", "scenario.json", "histogram.csv", "errors.csv", "comparison.json",
        ]
        if own.contains(where: { store.exists("\(path)/\($0)") }) { throw .occupied(path: path) }
        return path
    }

    /// Adds finished seconds to `timeseries.csv`, in one write.
    package func append(_ rows: [TimeSeriesRow]) {
        guard !rows.isEmpty else { return }
        log.attempt { () throws(FileFailure) in
            try store.append(rows.flatMap(TimeSeriesCSV.bytes), to: path + "/timeseries.csv")
        }
    }

    /// Writes the result as it stands: to be called once a second, and once more at the end.
    package func write(_ result: RunResult) {
        writeSummary(result)
        writeTables(result)
    }

    private func writeSummary(_ result: RunResult) {
        let file = path + "/summary.json"
        log.attempt { () throws(FileFailure) in
            let bytes: [UInt8]
            do {
                bytes = try SummaryJSON.bytes(result)
            } catch {
                throw FileFailure(operation: "encode", path: file, code: 0, reason: "\(error)")
            }
            try store.replace(file, with: bytes)
        }
    }

    private func writeTables(_ result: RunResult) {
        log.attempt { () throws(FileFailure) in
            try store.replace(path + "/histogram.csv", with: HistogramCSV.bytes(result))
        }
        log.attempt { () throws(FileFailure) in
            try store.replace(path + "/errors.csv", with: ErrorsCSV.bytes(result.metrics.errors))
        }
    }
}
