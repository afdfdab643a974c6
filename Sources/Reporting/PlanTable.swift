/// What a plan comes to, as a table for people.
package enum PlanTable {
    /// One kind of session.
    package struct Row {
        /// Of the kind.
        package var scenario: String
        /// As the scenario file names it.
        package var executor: String
        /// Of its first and its last event, in nanoseconds from the start of the run; nil where nothing is planned.
        package var span: ClosedRange<Int64>?
        /// Most VUs at once; nil: no limit.
        package var vus: Int?
        /// Nil where only time limits them.
        package var iterations: Int?

        package init(scenario: String, executor: String, span: ClosedRange<Int64>?, vus: Int?, iterations: Int?) {
            self.scenario = scenario
            self.executor = executor
            self.span = span
            self.vus = vus
            self.iterations = iterations
        }
    }

    /// The table, with a line feed after each of its lines.
    package static func text(_ rows: [Row]) -> String {
        let titles = ["scenario", "executor", "first", "last", "VUs", "iterations"]
        let cells = rows.map { row in
            [
                row.scenario.printable, row.executor, time(row.span?.lowerBound), time(row.span?.upperBound),
                row.vus.map(Figure.count) ?? "no limit", row.iterations.map(Figure.count) ?? "by time",
            ]
        }
        let widths = titles.indices.map { column in (cells + [titles]).map { $0[column].count }.max() ?? 0 }
        return ([titles] + cells).map { line in
            line.enumerated().map { column, cell in
                column < 2 ? cell.padded(to: widths[column]) : cell.leftPadded(to: widths[column])
            }.joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func time(_ nanoseconds: Int64?) -> String {
        nanoseconds.map { Figure.clock(Double($0) / 1e9) } ?? "–"
    }
}
