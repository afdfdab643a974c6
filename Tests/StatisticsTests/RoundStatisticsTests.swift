import Glibc
import Testing

@testable import Statistics

@Suite struct RoundStatisticsTests {
    private static let comparisons = 200
    /// As many as a table has for each variant, and as many rounds as there are by default.
    private static let metrics = 6
    private static let rounds = 16

    private func found(_ differences: [[Double]]) -> [Bool] {
        RoundStatistics.differences(differences, variants: 1).map { $0.excludes(0) }
    }

    @Test func aThingComparedWithItselfIsHardlyEverFoundToDiffer() {
        var machine = SyntheticMachine(seed: 1)
        let alarms = (0..<Self.comparisons).count { _ in
            found(machine.differences(rounds: Self.rounds, metrics: Self.metrics)).contains(true)
        }
        #expect(alarms <= Self.comparisons / 20)
    }

    @Test func aShiftOfAMedianByFivePercentIsFound() {
        var machine = SyntheticMachine(seed: 2)
        let hits = (0..<Self.comparisons).count { _ in
            found(machine.differences(rounds: Self.rounds, metrics: Self.metrics, shift: log(1.05)))[0]
        }
        #expect(hits >= Self.comparisons * 9 / 10)
    }

    @Test(arguments: [7, 8, 10]) func fewRoundsGiveNoMoreFalseAlarms(rounds: Int) {
        var machine = SyntheticMachine(seed: 3)
        let alarms = (0..<Self.comparisons).count { _ in
            found(machine.differences(rounds: rounds, metrics: Self.metrics)).contains(true)
        }
        #expect(alarms <= Self.comparisons / 20)
    }

    @Test func aQuietMachineNeedsFewerRounds() {
        var machine = SyntheticMachine(seed: 4)
        machine.own = 0.007
        machine.wandering = 0.01
        machine.spoilt = 0
        let hits = (0..<Self.comparisons).count { _ in
            found(machine.differences(rounds: 10, metrics: Self.metrics, shift: log(1.05)))[0]
        }
        #expect(hits >= Self.comparisons * 9 / 10)
    }

    /// The intervals of all metrics hold together, around a difference that is there.
    @Test func intervalsHoldTheTrueDifference() {
        var machine = SyntheticMachine(seed: 5)
        let misses = (0..<Self.comparisons).count { _ in
            let found = RoundStatistics.differences(
                machine.differences(rounds: 11, metrics: 3, shift: 0.05), variants: 1)
            return found[0].excludes(0.05) || found[1].excludes(0) || found[2].excludes(0)
        }
        #expect(misses <= Self.comparisons / 20)
    }

    /// Neighbouring rounds are alike on a machine that wanders, which the interval of a level has to allow for.
    @Test func theLevelIsWidenedByDependence() {
        var machine = SyntheticMachine(seed: 6)
        let misses = (0..<Self.comparisons).count { _ in
            RoundStatistics.level(machine.seconds(20, kept: 0.5, noise: 0.05)).excludes(0)
        }
        // Independent samples' intervals miss in a quarter of these cases.
        #expect(misses <= Self.comparisons / 8)
    }

    @Test func tooFewRoundsTellNothing() {
        let differences = [[0.5, 0.6, 0.55, 0.52, 0.58]]
        let found = RoundStatistics.differences(differences, variants: 1)
        #expect(found == [Estimate(value: 0.55, interval: nil)])
        #expect(!found[0].excludes(0))
    }

    @Test func aConstantDifferenceIsFoundAndNoneIsNot() {
        let found = RoundStatistics.differences(
            [[Double](repeating: -0.06, count: 7), [Double](repeating: 0, count: 7)], variants: 1)
        #expect(found[0] == Estimate(value: -0.06, interval: -0.06 ... -0.06))
        #expect(found[1] == Estimate(value: 0, interval: 0...0))
        #expect(found[0].excludes(0) && !found[1].excludes(0))
    }

    @Test func oneSpoiltRoundOfManyHidesNothing() {
        var differences = (0..<15).map { 0.05 + Double($0) * 0.001 }
        differences[4] = -0.8
        let found = RoundStatistics.differences([differences], variants: 1)
        #expect(found[0].excludes(0))
        #expect((0.05...0.064).contains(found[0].value))
    }

    @Test(arguments: zip([1, 2, 3, 4, 8], [9, 10, 11, 11, 12]))
    func moreVariantsNeedMoreRounds(variants: Int, rounds: Int) {
        #expect(RoundStatistics.fewestRounds(variants: variants, metrics: 6) == rounds)
    }
}
