import Scenario
import Synchronization
import WebSocketCore

/// The rows of one feeder, shared by all sessions of a run; it may be used by several threads at once.
package final class FeederTable: Sendable {
    /// As the scenario names it.
    package let name: String
    /// Of the header.
    package let columns: [String]
    /// How many rows there are.
    private let rowCount: Int

    private let order: FeederPlan.Order
    private let end: FeederPlan.End
    /// All cells, row by row, in one block.
    private let bytes: [UInt8]
    /// Where each cell begins in `bytes`, and at last where the last one ends.
    private let starts: [Int]
    private let cursor = Atomic<Int>(0)

    /// - Parameters:
    ///   - plan: name, order, and what happens at the end.
    ///   - rows: of its file.
    package init(_ plan: FeederPlan, rows: FeederRows) {
        name = plan.name
        order = plan.order
        end = plan.end
        columns = rows.columns
        rowCount = rows.count
        bytes = rows.bytes
        starts = rows.starts
    }

    /// Draws the row that a session takes now.
    ///
    /// - Parameters:
    ///   - session: its number, which is its row where the order is unique.
    ///   - random: the session's own, used where the order is random.
    /// - Returns: the row, or what the session does where there is none.
    package func next(session: Int, random: inout FastRandom) -> FeederDraw {
        let turn =
            switch order {
            case .sequential: cursor.wrappingAdd(1, ordering: .relaxed).oldValue
            case .unique: session
            case .random: Int(random.below(UInt64(rowCount)))
            }
        if turn < rowCount { return .row(turn) }
        return switch end {
        case .recycle: .row(turn % rowCount)
        case .stop: .stop
        case .fail: .fail
        }
    }

    /// The index of a column.
    ///
    /// - Throws: where there is none of this name.
    package func column(_ name: String) throws(ScriptFault) -> Int {
        guard let index = columns.firstIndex(of: name) else {
            throw .unknownColumn(name, feeder: self.name, columns: columns)
        }
        return index
    }

    func append(row: Int, column: Int, to output: inout [UInt8]) {
        let cell = row * columns.count + column
        output.append(starts[cell]..<starts[cell + 1], of: bytes)
    }
}
