/// The plan of a run: a row for each thing that is planned.
package struct PlanCSV {
    private var csv = CSVText(columns: ["time_s", "scenario", "event", "vu", "iteration"])

    /// Begins with the line of column names.
    package init() {}

    /// Appends a row.
    ///
    /// - Parameters:
    ///   - time: nanoseconds from the start of the run; written as seconds with nine decimals.
    ///   - scenario: the name of the kind of session.
    ///   - event: what happens.
    ///   - vu: nil where the plan names none.
    ///   - iteration: likewise.
    package mutating func append(time: Int64, scenario: String, event: String, vu: Int?, iteration: Int?) {
        csv.append(secondsOf: UInt64(max(0, time)))
        csv.append(scenario)
        csv.append(plain: event)
        csv.append(vu)
        csv.append(iteration)
        csv.endLine()
    }

    /// How many bytes are gathered.
    package var count: Int { csv.bytes.count }

    /// Takes what is gathered, for the writer of the file.
    package mutating func take() -> [UInt8] {
        defer { csv = CSVText() }
        return csv.bytes
    }
}
