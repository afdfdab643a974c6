/// What went wrong in the writing of a folder: no failure ends the run, and the first is remembered.
struct WriteLog {
    private var first: FileFailure?
    private var count = 0

    /// Nil where all is written.
    var problem: ResultFolderError? { first.map { .incomplete($0, count: count) } }

    mutating func attempt(_ write: () throws(FileFailure) -> Void) {
        do {
            try write()
        } catch {
            note(error, count: 1)
        }
    }

    /// Takes over what went wrong elsewhere.
    mutating func adopt(_ problem: ResultFolderError?) {
        if case .incomplete(let failure, let count)? = problem { note(failure, count: count) }
    }

    private mutating func note(_ failure: FileFailure, count: Int) {
        first = first ?? failure
        self.count += count
    }
}
