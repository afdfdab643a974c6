import Testing

@testable import Scenario

@Suite struct KeyTableTests {
    @Test(arguments: [
        ("duraton", "duration"), ("Duration", "duration"), ("connect_rate", "connectRate"), ("connections", "sessions"),
        ("session", "sessions"), ("warmup", "warmUp"), ("rampUp", "connectRate"),
    ])
    func findsTheNearest(_ unknown: String, _ key: String) {
        #expect(ScenarioKeys.load.nearest(to: unknown)?.name == key)
    }

    @Test(arguments: ["x", "masking", "payload", "script"]) func findsNothingFarAway(_ unknown: String) {
        #expect(ScenarioKeys.load.nearest(to: unknown) == nil)
    }

    @Test func noKeyIsAlsoTheOtherNameOfItsNeighbour() {
        for table in ScenarioKeys.all {
            let names = table.allKeys.map(\.name)
            let all = names.map { $0.lowercased() } + table.allKeys.flatMap(\.otherNames).map { $0.lowercased() }
            #expect(Set(all).count == all.count, "\(table.path)")
        }
    }
}
