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
    #expect(Counter.allCases.filter { $0.unit == "bytes" }.allSatisfy { $0.name.hasPrefix("data_") })
    #expect(Counter.dataSent.unit == "bytes")
}
