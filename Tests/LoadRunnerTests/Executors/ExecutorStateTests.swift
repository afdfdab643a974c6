import NetworkIO
import Scenario
import Testing

@testable import LoadRunner

/// What an executor asks for by when, without a worker. Times are milliseconds from the start of the run.
struct ExecutorStateTests {
    private static let millisecond: Nanoseconds = 1_000_000

    private func state(_ executor: Executor, startTime: Duration = .zero, index: Int = 0, of workers: Int = 1) throws
        -> ExecutorState
    {
        var load = KindLoad(executor: executor)
        load.startTime = startTime
        load.gracefulStop = .seconds(7)
        let plan = try #require(ExecutorPlan(load))
        let cut = try #require(plan.cut(index, of: workers))
        return ExecutorState(plan, kind: 0, cut: cut, origin: 0, seed: 1)
    }

    /// What is to be done up to a time, in short words.
    private func tasks(_ state: inout ExecutorState, at milliseconds: Nanoseconds) -> [String] {
        var words: [String] = []
        while let task = state.next(at: milliseconds * Self.millisecond) {
            switch task {
            case .begin(let iteration):
                words.append("\(iteration.number).\(iteration.round)@\(iteration.due / Self.millisecond)")
            case .stop(let place, let due, let patience):
                words.append("stop \(place)@\(due / Self.millisecond)+\(patience / Self.millisecond)")
            case .resume(let place): words.append("resume \(place)")
            case .drop: words.append("drop")
            case .over(let due, let dropped): words.append("over@\(due / Self.millisecond) \(dropped)")
            }
        }
        return words
    }

    @Test func whoHasNothingLeftToDoIsRetired() throws {
        var state = try state(.constantVUs(2, duration: .seconds(1), connectRate: 10))
        #expect(tasks(&state, at: 300) == ["0.0@0", "1.0@100"])
        state.retire(0)
        state.retire(0)
        state.ended(0, at: 310 * Self.millisecond)
        #expect(tasks(&state, at: 320).isEmpty && !state.isDone)
        state.retire(1)
        state.ended(1, at: 330 * Self.millisecond)
        #expect(state.isDone)
        #expect(tasks(&state, at: 2000) == ["over@1000 0"])
    }

    @Test func noArrivalComesWhereNothingIsLeftToDo() throws {
        let stages = [LoadStage(duration: .seconds(1), target: 10)]
        var state = try state(.arrivals(startRate: 10, stages: stages, spacing: .even, maxVUs: 5))
        #expect(tasks(&state, at: 150) == ["0.0@0", "1.0@100"])
        state.retire(1)
        #expect(state.isDone && state.due == 1000 * Self.millisecond)
        state.ended(1, at: 300 * Self.millisecond)
        #expect(tasks(&state, at: 999).isEmpty)
        // The one that is there still has to go in time.
        #expect(tasks(&state, at: 1000) == ["over@1000 0"] && state.due == nil)
        state.retire(0)
        #expect(state.isDone && state.due == nil)
    }

    @Test func constantVUsIterateUntilTheEnd() throws {
        var state = try state(.constantVUs(2, duration: .seconds(1), connectRate: 10), startTime: .seconds(5))
        #expect(state.due == 5000 * Self.millisecond && tasks(&state, at: 4999).isEmpty)
        #expect(tasks(&state, at: 5300) == ["0.0@5000", "1.0@5100"])
        #expect(state.due == 6000 * Self.millisecond)
        state.ended(1, at: 5400 * Self.millisecond)
        #expect(state.due == .min)
        #expect(tasks(&state, at: 5401) == ["1.1@5400"])
        // A VU whose session ends after its stop has no more.
        state.ended(0, at: 5990 * Self.millisecond)
        #expect(tasks(&state, at: 6001) == ["stop 1@6000+7000", "stop 0@6000+7000", "over@6000 0"])
        state.ended(1, at: 6100 * Self.millisecond)
        #expect(tasks(&state, at: 9999).isEmpty && state.isDone && state.due == nil)
    }

    @Test func rampingVUsStopAndStartAgain() throws {
        let stages = [
            LoadStage(duration: .seconds(1), target: 1), LoadStage(duration: .zero, target: 0),
            LoadStage(duration: .seconds(1), target: 0), LoadStage(duration: .zero, target: 1),
            LoadStage(duration: .seconds(1), target: 1),
        ]
        var state = try state(.rampingVUs(start: 1, stages: stages, gracefulRampDown: .seconds(2)))
        #expect(tasks(&state, at: 0) == ["0.0@0"])
        #expect(tasks(&state, at: 1000) == ["stop 0@1000+2000"])
        // Its session is still there when the VU is wanted again.
        #expect(tasks(&state, at: 2000) == ["resume 0"])
        state.ended(0, at: 2500 * Self.millisecond)
        #expect(tasks(&state, at: 2500) == ["0.1@2500"])
        #expect(tasks(&state, at: 3000) == ["stop 0@3000+7000", "over@3000 0"] && state.isDone)
    }

    @Test func theLastVUOfARampGoesAsTheOthers() throws {
        let down = [LoadStage(duration: .seconds(2), target: 0)]
        var state = try state(.rampingVUs(start: 2, stages: down, gracefulRampDown: .seconds(1)))
        #expect(tasks(&state, at: 2000) == ["0.0@0", "1.0@0", "stop 1@1000+1000", "stop 0@2000+1000", "over@2000 0"])
        // The graceful time of the executor is the last for all.
        var slow = try self.state(.rampingVUs(start: 2, stages: down, gracefulRampDown: .seconds(60)))
        #expect(tasks(&slow, at: 2000) == ["0.0@0", "1.0@0", "stop 1@1000+8000", "stop 0@2000+7000", "over@2000 0"])
    }

    @Test func aVUHasNoMoreThanItsIterations() throws {
        var state = try state(.perVUIterations(vus: 2, iterations: 2, maxDuration: .seconds(9), connectRate: 1000))
        #expect(tasks(&state, at: 5) == ["0.0@0", "1.0@1"])
        state.ended(0, at: 0)
        state.ended(1, at: 0)
        #expect(tasks(&state, at: 6) == ["0.1@0", "1.1@0"] && !state.isDone)
        state.ended(1, at: 0)
        state.ended(0, at: 0)
        #expect(tasks(&state, at: 7).isEmpty && state.isDone)
        #expect(tasks(&state, at: 9000) == ["over@9000 0"])
    }

    @Test func iterationsThatHadNoTimeAreDropped() throws {
        var state = try state(.perVUIterations(vus: 3, iterations: 5, maxDuration: .seconds(1), connectRate: 1))
        #expect(tasks(&state, at: 1000) == ["0.0@0", "stop 0@1000+7000", "over@1000 14"])
        var shared = try self.state(.sharedIterations(vus: 1, iterations: 5, maxDuration: .seconds(1), connectRate: 9))
        #expect(tasks(&shared, at: 1000) == ["0.0@0", "stop 0@1000+7000", "over@1000 4"])
    }

    @Test func sharedIterationsAreSharedAmongWorkers() throws {
        var load = KindLoad(
            executor: .sharedIterations(vus: 4, iterations: 5, maxDuration: .seconds(9), connectRate: 1000))
        load.gracefulStop = .zero
        let plan = try #require(ExecutorPlan(load))
        var states = try (0..<2).map { index in
            ExecutorState(plan, kind: 0, cut: try #require(plan.cut(index, of: 2)), origin: 0, seed: 1)
        }
        #expect(tasks(&states[0], at: 10) == ["0.0@0", "2.0@2"])
        #expect(tasks(&states[1], at: 10) == ["1.0@1", "3.0@3"])
        states[1].ended(0, at: 0)
        #expect(tasks(&states[1], at: 10) == ["1.1@0"])
        states[0].ended(1, at: 0)
        #expect(tasks(&states[0], at: 10).isEmpty && !states[0].isDone)
        states[0].ended(0, at: 0)
        #expect(tasks(&states[0], at: 10).isEmpty && states[0].isDone)
    }

    @Test func arrivalsAreDroppedWhereNoPlaceIsFree() throws {
        let stages = [LoadStage(duration: .seconds(1), target: 5)]
        var state = try state(.arrivals(startRate: 5, stages: stages, spacing: .even, maxVUs: 2))
        #expect(tasks(&state, at: 400) == ["0.0@0", "1.0@200", "drop"])
        state.ended(0, at: 500 * Self.millisecond)
        #expect(tasks(&state, at: 1000) == ["3.0@600", "drop", "over@1000 0"] && state.isDone)
    }

    @Test func workersShareTheSessionsThatAreAllowed() throws {
        let stages = [LoadStage(duration: .seconds(1), target: 10)]
        let plan = try #require(
            ExecutorPlan(KindLoad(executor: .arrivals(startRate: 10, stages: stages, spacing: .even, maxVUs: 2))))
        var states = try (0..<2).map { index in
            ExecutorState(plan, kind: 0, cut: try #require(plan.cut(index, of: 2)), origin: 0, seed: 1)
        }
        // One worker may have them all.
        #expect(tasks(&states[0], at: 250) == ["0.0@0", "2.0@200"])
        #expect(tasks(&states[1], at: 150) == ["drop"])
        states[0].ended(1, at: 260 * Self.millisecond)
        #expect(tasks(&states[1], at: 350) == ["3.0@300"])
        #expect(tasks(&states[0], at: 450) == ["drop"])
    }

    @Test func noMoreWorkersTakePartThanSessionsAreAllowed() throws {
        let stages = [LoadStage(duration: .seconds(1), target: 4)]
        let plan = try #require(
            ExecutorPlan(KindLoad(executor: .arrivals(startRate: 4, stages: stages, spacing: .even, maxVUs: 1))))
        #expect(plan.cut(0, of: 3) == .whole && plan.cut(1, of: 3) == nil)
    }

    @Test func whatIsCancelledBeginsNothing() throws {
        var state = try state(.constantVUs(1, duration: .seconds(1), connectRate: 10))
        #expect(tasks(&state, at: 0) == ["0.0@0"])
        state.cancel()
        state.ended(0, at: 1)
        #expect(tasks(&state, at: 5000).isEmpty && state.isDone && state.due == nil)
    }
}
