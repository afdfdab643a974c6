import Metrics
import Testing

@Test func everyCounterHasANameOfItsOwn() {
    #expect(Set(Counter.allCases.map(\.name)).count == Counter.allCases.count)
    #expect(Counter.allCases.map(\.rawValue) == Array(Counter.allCases.indices))
}

@Test func theFateOfMessagesIsCountedIntoTheRampDown() {
    #expect(Phase.allCases.filter { Counter.wsMsgsLost.scope.isInWindow($0) } == [.measure, .rampDown])
    #expect(Phase.allCases.filter { Counter.wsMsgsReceived.scope.isInWindow($0) } == [.measure])
    #expect(Phase.allCases.filter { Counter.wsSessions.scope.isInWindow($0) } == [.measure])
}

@Test func onlyDataIsCountedInBytes() {
    let names = Counter.allCases.filter { $0.unit == "bytes" }.map(\.name)
    #expect(names.allSatisfy { $0.hasPrefix("data_") || $0.contains("flate_") })
    #expect(Counter.dataSent.unit == "bytes")
}
