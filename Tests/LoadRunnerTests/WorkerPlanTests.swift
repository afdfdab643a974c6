import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

struct WorkerPlanTests {
    private func plan(sessions: Int, workers: Int, rate: Double = 100) throws -> WorkerPlan {
        let target = TargetURL(text: "ws://127.0.0.1:9/", host: "127.0.0.1", port: 9, resource: "/")
        let load = LoadPlan(sessions: sessions, connectRate: rate, duration: nil, warmUp: .zero)
        return try PlanCompiler(
            scenario: LoadScenario(name: "t", target: .url(target), load: load), seed: 1, workers: workers,
            target: target
        ).compile()
    }

    @Test(arguments: [(1, 1), (1, 3), (2, 3), (3, 3), (10, 3), (10, 4), (100, 7)])
    func theWorkersSharesAreTheWholePlanOnce(sessions: Int, workers: Int) throws {
        var plan = try plan(sessions: sessions, workers: workers)
        var numbers: [Int] = []
        for index in 0..<workers {
            plan.index = index
            numbers += (0..<plan.ownSessions(plan.kinds[0])).map(plan.number)
        }
        #expect(numbers.sorted() == Array(0..<sessions))
    }

    @Test func connectsAreSpacedByTheRateOfTheWholeRun() throws {
        var plan = try plan(sessions: 10, workers: 2, rate: 100)
        plan.origin = 1_000_000_000
        plan.index = 1
        #expect(
            (0..<3).map { plan.connectDue(plan.number($0), plan.kinds[0]) } == [
                1_010_000_000, 1_030_000_000, 1_050_000_000,
            ])
    }
}
