import Scenario
import Testing
import WebSocketCore

@testable import Script

@Suite struct ScriptCompilerTests {
    func compile(
        _ steps: [ScriptStep], listeners: [MessageListener] = [], feeders: [FeederTable] = [],
        files: [String: [UInt8]] = [:], _ change: (inout SessionKind) -> Void = { _ in }
    ) throws -> ScriptProgram {
        let url = TargetURL(text: "ws://a/", host: "a", port: 80, resource: "/")
        let load = LoadPlan(sessions: 1, connectRate: 1, duration: nil, warmUp: .zero)
        let scenario = LoadScenario(name: "test", target: .url(url), load: load)
        var kind = SessionKind(
            name: "only", of: scenario, load: KindLoad(executor: .sessions(count: 1, connectRate: 1)))
        var script = SessionScript(steps: steps)
        script.listeners = listeners
        kind.script = script
        change(&kind)
        let scope = ScriptScope(kinds: [kind], files: files, feeders: feeders)
        return try ScriptCompiler(kind, scope: scope).compile()
    }

    private func text(_ text: String) -> TemplateText { TemplateText([.literal(Array(text.utf8))]) }

    func send(_ text: String) -> ScriptStep {
        .send(SendStep(payload: .template(self.text(text)), kind: .text))
    }

    func pause(_ seconds: Int) -> ScriptStep { .pause(.fixed(.seconds(seconds))) }

    @Test func stepsFollowOneAnother() throws {
        let program = try compile([send("a"), pause(1), send("b"), .expect(ExpectStep(matches: []))])
        #expect(
            program.instructions
                == [
                    Instruction(.send, 0), Instruction(.pause, 0), Instruction(.send, 1), Instruction(.expect, 0),
                    Instruction(.end),
                ])
        #expect(program.constants == [Array("a".utf8), Array("b".utf8)])
        #expect(program.templates.isEmpty)
    }

    @Test func aLoopGoesBackToItsBody() throws {
        var loop = LoopStep(steps: [send("a")])
        loop.count = 3
        let program = try compile([.loop(loop), send("b")])
        #expect(
            program.instructions
                == [
                    Instruction(.beginLoop, 0, 3), Instruction(.send, 0), Instruction(.repeatLoop, 0, 1),
                    Instruction(.send, 1), Instruction(.end),
                ])
        #expect(program.loops[0].count == 3 && program.loops[0].duration == nil)
        #expect(program.registerCount == 2)
    }

    @Test func aConditionEndsALoopBehindItsRound() throws {
        var loop = LoopStep(steps: [pause(1)])
        loop.until = .probability(0.5)
        let program = try compile([.loop(loop)])
        #expect(
            program.instructions
                == [
                    Instruction(.beginLoop, 0, 4), Instruction(.pause, 0), Instruction(.jumpIf, 0, 4),
                    Instruction(.repeatLoop, 0, 1), Instruction(.end),
                ])
        #expect(program.loops[0].count == .max)
    }

    @Test func loopsInLoopsHaveRegistersOfTheirOwn() throws {
        let program = try compile([.loop(LoopStep(steps: [.loop(LoopStep(steps: [.pace(.seconds(1))]))]))])
        #expect(Set(program.loops.map(\.register)) == [0, 2])
        #expect(program.instructions[2] == Instruction(.pace, 0, 4))
        #expect(program.registerCount == 5 && program.hasDueTimes)
    }

    @Test func branchesJumpOverEachOther() throws {
        let condition = Condition.probability(0.5)
        let both = try compile([.branch(condition, then: [send("a")], otherwise: [send("b")])])
        #expect(
            both.instructions
                == [
                    Instruction(.jumpUnless, 0, 3), Instruction(.send, 0), Instruction(.jump, 0, 4),
                    Instruction(.send, 1), Instruction(.end),
                ])
        let one = try compile([.branch(condition, then: [send("a")], otherwise: [])])
        #expect(
            one.instructions == [Instruction(.jumpUnless, 0, 2), Instruction(.send, 0), Instruction(.end)])
    }

    @Test func aNameIsOneTimerAndOneCheckWhereverItStands() throws {
        let program = try compile([
            .timer(name: "t", [send("a")]), .timer(name: "u", []), .timer(name: "t", []),
            .check(name: "c", .probability(1)), .check(name: "c", .probability(0)),
        ])
        #expect(program.timers == ["t", "u"] && program.checks == ["c"])
        #expect(program.instructions.filter { $0.operation == .stopTimer }.map(\.a) == [0, 1, 0])
        // Each of them begins by itself.
        #expect(Set(program.instructions.filter { $0.operation == .startTimer }.map(\.b)).count == 3)
    }

    @Test func listenersStandBehindTheScript() throws {
        var listener = MessageListener(match: MessageMatch())
        listener.steps = [send("pong")]
        let program = try compile([pause(1)], listeners: [listener])
        #expect(program.listeners.map(\.entry) == [2])
        #expect(program.instructions[2...] == [Instruction(.send, 0), Instruction(.end)])
    }

    @Test func aSendKeepsWhatIsUnusualAboutIt() throws {
        var step = SendStep(payload: .file("a.bin"), kind: .binary)
        step.rsv = 4
        step.fin = false
        step.masking = MaskingMode.none
        step.fragmentation = FragmentationPlan(cut: .frames(2...3), pings: true)
        step.fanout = "room"
        let program = try compile([.join("other"), .send(step)], files: ["a.bin": [1, 2]])
        let send = program.sends[0]
        #expect(program.constants == [[1, 2]])
        #expect(send.opcode == .binary && send.rsv == 4 && !send.fin && send.masking == Masking.none)
        #expect(send.isFragmented && send.fragmentation == .frames(2...3) && send.pingsBetween)
        #expect(send.group == 1)
        #expect(program.joinsGroups)
    }

    @Test func theShortFormIsAProgramWhereSessionsComeBack() throws {
        let idle = try compile([]) { kind in
            kind.script = nil
            kind.reconnect = ReconnectPlan()
        }
        #expect(idle.instructions == [Instruction(.idle), Instruction(.end)])
        let sending = try compile([]) { kind in
            kind.script = nil
            kind.messages = MessagePlan()
            kind.expectedRefusal = 401...401
        }
        #expect(sending.instructions == [Instruction(.messages, 0), Instruction(.end)])
        #expect(sending.checks == ["handshake refused with 401"])
    }

    @Test func onlyWhatIsRenderedReadsTheTimeOfDay() throws {
        #expect(try !compile([send("a")]).readsWallTime)
        let time = TemplateText([.value(.time(.seconds))])
        #expect(try compile([.send(SendStep(payload: .template(time), kind: .text))]).readsWallTime)
        #expect(try compile([.set([VariableAssignment(name: "now", value: time)])]).readsWallTime)
        var match = MessageMatch()
        match.tests = [.contains(time)]
        #expect(try compile([.expect(ExpectStep(matches: [ExpectedMessage(match: match)]))]).readsWallTime)
    }

    @Test func whatCannotWorkIsToldBeforeTheRun() {
        #expect(throws: ScriptFault.unknownFeeder("users")) { try compile([.feed("users")]) }
        let many = ExpectStep(matches: Array(repeating: ExpectedMessage(match: MessageMatch()), count: 65))
        #expect(throws: ScriptFault.tooManyExpected(65, limit: 64)) { try compile([.expect(many)]) }
        #expect(throws: ScriptFault.tooManyGroups(65, limit: 64)) { try compile((0..<65).map { .join("g\($0)") }) }
        var match = MessageMatch()
        match.tests = [.matches("(")]
        #expect(throws: ScriptFault.self) {
            try compile([.expect(ExpectStep(matches: [ExpectedMessage(match: match)]))])
        }
    }
}
