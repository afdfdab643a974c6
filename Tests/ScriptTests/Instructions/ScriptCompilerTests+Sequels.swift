import Scenario
import Testing

@testable import Script

/// What is known of sends and paces before the run.
extension ScriptCompilerTests {
    private func expect(isReply: Bool = true) -> ScriptStep {
        var step = ExpectStep(matches: [])
        step.isReply = isReply
        return .expect(step)
    }

    private var condition: Condition { .probability(0.5) }

    private func loop(_ steps: [ScriptStep]) -> ScriptStep { .loop(LoopStep(steps: steps)) }

    private func answered(_ steps: [ScriptStep]) throws -> [Bool] { try compile(steps).sends.map(\.awaitsReply) }

    @Test func aSendIsAnsweredByAnExpectBeforeTheNext() throws {
        #expect(try answered([send("a"), expect(), send("b")]) == [true, false])
        #expect(try answered([send("a"), send("b"), expect()]) == [false, true])
        #expect(try answered([send("a"), pause(1), expect(isReply: false), expect()]) == [true])
        #expect(try answered([send("a"), expect(isReply: false)]) == [false])
        #expect(try answered([send("a"), .close(CloseStep()), expect()]) == [false])
        #expect(try answered([send("a"), .reconnect(ReconnectPlan()), expect()]) == [true])
    }

    @Test func anAnswerMayStandBehindAConditionOrInTheNextRound() throws {
        #expect(try answered([send("a"), .branch(condition, then: [expect()], otherwise: [])]) == [true])
        #expect(
            try answered([send("a"), .branch(condition, then: [send("b")], otherwise: [expect()])]) == [true, false])
        #expect(try answered([loop([expect(), send("a")])]) == [true])
        #expect(try answered([loop([send("a")]), expect()]) == [true])
        #expect(try answered([loop([send("a"), send("b")])]) == [false, false])
    }

    @Test func aListenersSendIsNotAnswered() throws {
        var listener = MessageListener(match: MessageMatch())
        listener.steps = [send("pong")]
        let program = try compile([send("a"), expect()], listeners: [listener])
        #expect(program.sends.map(\.awaitsReply) == [true, false])
    }

    private func pace(_ steps: [ScriptStep]) throws -> PaceOperands {
        try #require(try compile(steps).paces.first)
    }

    private var tick: ScriptStep { .pace(.seconds(1)) }

    @Test func aPaceHasAMessageWhereEachWayHasOne() throws {
        #expect(try pace([tick, send("a")]).hasMessage)
        #expect(try pace([tick, pause(1), .timer(name: "t", [send("a")])]).hasMessage)
        #expect(try !pace([tick, expect()]).hasMessage)
        #expect(try !pace([tick, tick, send("a")]).hasMessage)
        #expect(try !pace([tick, .branch(condition, then: [send("a")], otherwise: [])]).hasMessage)
        #expect(try pace([tick, .branch(condition, then: [send("a")], otherwise: [send("b")])]).hasMessage)
        #expect(try pace([tick, loop([pause(1)]), send("a")]).hasMessage)
        #expect(try pace([loop([send("a"), tick])]).hasMessage)
        #expect(try !pace([loop([pause(1), tick])]).hasMessage)
        #expect(try !pace([loop([tick, pause(1)]), send("a")]).hasMessage)
        #expect(try !pace([loop([loop([tick, pause(1)]), send("a")])]).hasMessage)
        #expect(try pace([loop([tick, loop([pause(1)]), send("a")])]).hasMessage)
        #expect(try pace([loop([send("a"), tick]), pause(1)]).hasMessage)
    }

    @Test func aPaceKnowsTheRoundsThatComeToIt() throws {
        #expect(try pace([tick, send("a")]).round == nil)
        let program = try compile([loop([pause(1), loop([send("a"), tick, send("b")])])])
        // begin, pause, begin, send, pace, send, repeat, repeat, end
        #expect(program.paces[0].round == PaceOperands.Round(loop: 1, body: 3..<7))
        #expect(program.paces[0].place == 4)
        #expect(try pace([loop([.branch(condition, then: [tick], otherwise: [])])]).round == nil)
        #expect(try pace([loop([.branch(condition, then: [], otherwise: [tick])])]).round == nil)
        #expect(try pace([loop([.branch(condition, then: [pause(1)], otherwise: []), tick])]).round != nil)
        #expect(try pace([.branch(condition, then: [loop([tick])], otherwise: [])]).round != nil)
        #expect(try pace([loop([pause(1)]), tick]).round == nil)
    }
}
