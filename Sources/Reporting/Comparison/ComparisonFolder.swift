import Metrics

/// The folder that a comparison leaves behind: the table, and a folder of results for each run.
///
/// It belongs to one thread.
package final class ComparisonFolder {
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
        } catch {
            throw .cannotWrite(error)
        }
    }

    /// Creates the folder with the scenario in it.
    ///
    /// - Parameters:
    ///   - path: where the user wants it; nil: `Results/<name>-<UTC time>`, with `-2`, `-3` and so on where that is taken.
    ///   - name: the scenario's name.
    ///   - startedAt: when the comparison begins.
    ///   - scenario: the scenario's text, with its variants.
    /// - Returns: the folder, ready to be written.
    /// - Throws: `occupied` where an earlier result stands there, `cannotWrite` where nothing can be written.
    package static func create(
        at path: String?, name: String, startedAt: UTCTime, scenario: String
    ) throws(ResultFolderError) -> ComparisonFolder {
        let store = DiskStore()
        let folder =
            if let path { try ResultFolder.take(path, store: store) } else {
                try ResultFolder.makeNew(in: "Results", name: name, startedAt: startedAt, store: store)
            }
        return try ComparisonFolder(path: folder, store: store, scenario: scenario)
    }

    /// The folder of one run, below this one.
    ///
    /// - Parameters:
    ///   - variant: its name.
    ///   - round: from 1.
    ///   - scenario: the scenario's text as it is run.
    /// - Returns: the folder, ready to be written.
    /// - Throws: as `ResultFolder.create`.
    package func runFolder(variant: String, round: Int, scenario: String) throws(ResultFolderError) -> ResultFolder {
        try ResultFolder.create(at: "\(path)/\(Self.folder(variant: variant, round: round))", scenario: scenario)
    }

    /// The path of a run's folder from that of the comparison.
    package static func folder(variant: String, round: Int) -> String {
        "\(variant)/\(prefix)\(round < 10 ? "0" : "")\(round)"
    }

    /// The round to which a run's folder belongs; nil where it is none.
    static func round(ofFolder name: String) -> Int? {
        name.hasPrefix(prefix) ? Int(name.dropFirst(prefix.count)) : nil
    }

    private static let prefix = "round-"

    /// Writes the comparison as it stands: to be called after each round, and once more at the end.
    package func write(_ report: ComparisonReport) {
        log.attempt { () throws(FileFailure) in
            try store.replace(path + "/comparison.json", with: ComparisonJSON.bytes(report))
        }
        log.attempt { () throws(FileFailure) in
            try store.replace(path + "/comparison.csv", with: ComparisonCSV.bytes(report.comparison))
        }
    }

    /// Takes over what went wrong in a run's folder.
    package func adopt(_ folder: ResultFolder) { log.adopt(folder.problem) }
}
