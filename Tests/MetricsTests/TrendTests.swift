import Metrics
import Testing

@Test func everyTrendHasANameOfItsOwn() {
    #expect(Set(Trend.allCases.map(\.name)).count == Trend.allCases.count)
    #expect(Trend.allCases.map(\.rawValue) == Array(Trend.allCases.indices))
}

@Test func aTrendOfTheRunTakesInEveryPhase() {
    #expect(Phase.allCases.allSatisfy { Trend.wsConnecting.scope.includes($0) })
}

@Test func messageTimesTakeInTheRampDownButNotTheWarmUp() {
    #expect(Phase.allCases.filter { Trend.wsMsgRTT.scope.includes($0) } == [.measure, .rampDown])
}

@Test func generatorLagsTakeInTheWindowAlone() {
    #expect(Phase.allCases.filter { Trend.genLoopLag.scope.includes($0) } == [.measure])
}
