import Scenario
import Script
import Testing
import WebSocketCore

struct FeederTableTests {
    private func table(_ order: FeederPlan.Order, _ end: FeederPlan.End) throws -> FeederTable {
        try feeder(rows: [["a"], ["b"], ["c"]], order: order, end: end)
    }

    private func draws(_ table: FeederTable, sessions: [Int]) -> [FeederDraw] {
        var random = FastRandom(seed: 1)
        return sessions.map { table.next(session: $0, random: &random) }
    }

    @Test("in sequence each draw of any session takes the next row")
    func sequential() throws {
        let rows: [FeederDraw] = [.row(0), .row(1), .row(2)]
        #expect(try draws(table(.sequential, .recycle), sessions: [5, 5, 9, 1]) == rows + [.row(0)])
        #expect(try draws(table(.sequential, .stop), sessions: [0, 0, 0, 0, 1]) == rows + [.stop, .stop])
        #expect(try draws(table(.sequential, .fail), sessions: [0, 0, 0, 0]) == rows + [.fail])
    }

    @Test("a unique row is that of the session's number, each time")
    func unique() throws {
        #expect(try draws(table(.unique, .recycle), sessions: [2, 0, 2, 4]) == [.row(2), .row(0), .row(2), .row(1)])
        #expect(try draws(table(.unique, .stop), sessions: [2, 3]) == [.row(2), .stop])
        #expect(try draws(table(.unique, .fail), sessions: [2, 3]) == [.row(2), .fail])
    }

    @Test("random rows come all of them and have no end")
    func random() throws {
        let drawn = try draws(table(.random, .fail), sessions: Array(repeating: 0, count: 100))
        #expect(Set(drawn.map { "\($0)" }) == ["row(0)", "row(1)", "row(2)"])
    }

    @Test("several threads share the rows: each is drawn once")
    func shared() async throws {
        let table = try feeder(rows: (0..<4000).map { ["\($0)"] }, end: .stop)
        let rows = await withTaskGroup(of: [Int].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var random = FastRandom(seed: 1)
                    var rows: [Int] = []
                    while case .row(let row) = table.next(session: 0, random: &random) { rows.append(row) }
                    return rows
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(rows.sorted() == Array(0..<4000))
    }
}
