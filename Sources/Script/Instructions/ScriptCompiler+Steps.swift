import Scenario
import WebSocketCore

/// The instructions of each step.
extension ScriptCompiler {
    mutating func emit(_ step: ScriptStep) throws(ScriptFault) {
        switch step {
        case .send(let send): try emit(send)
        case .expect(let expect): try emit(expect)
        case .ping(let ping):
            let operands = PingOperands(payload: try payload(ping.payload), patience: ping.patience)
            emit(.ping, program.pings.place(operands))
        case .pause(let delay): emit(.pause, program.pauses.place(delay))
        case .pace(let interval):
            let operands = PaceOperands(interval: interval, register: register(), place: place)
            emit(.pace, program.paces.place(operands), operands.register)
        case .loop(let loop): try emit(loop)
        case .branch(let condition, let then, let otherwise): try emitBranch(condition, then, otherwise)
        case .check(let name, let condition): emit(.check, try self.condition(condition), check(name))
        case .set(let assignments): for assignment in assignments { emit(.set, try assign(assignment)) }
        case .feed(let name): emit(.feed, try program.names.feeder(name))
        case .timer(let name, let steps): try emitTimer(name, steps)
        case .messages(let messages, let reply):
            emit(.messages, program.messageLoops.place(MessageLoopOperands(messages: messages, reply: reply)))
        case .join(let name, let wrapping):
            emit(.join, group(name), program.wrappings.place(CompiledWrapping(wrapping)))
        case .leave(let name): emit(.leave, group(name))
        case .rendezvous(let meeting): emit(.rendezvous, program.meetings.place(meeting))
        case .close(let close): emit(.close, program.closes.place(close))
        case .expectClose(let expectation):
            emit(.expectClose, program.closeExpectations.place(operands(expectation)))
        case .reconnect(let plan): emit(.reconnect, program.reconnects.place(plan))
        case .fault(let step):
            let expectation = step.expectation.map { operands($0) }
            emit(.fault, program.faults.place(FaultOperands(fault: step.fault, expectation: expectation)))
        }
    }

    // MARK: - Jumps

    private mutating func emit(_ loop: LoopStep) throws(ScriptFault) {
        let operands = LoopOperands(count: loop.count ?? .max, duration: loop.duration, register: register(2))
        let index = program.loops.place(operands)
        let begin = place
        emit(.beginLoop, index)
        let body = place
        try emit(loop.steps)
        var until: Int?
        if let condition = loop.until {
            until = place
            emit(.jumpIf, try self.condition(condition))
        }
        emit(.repeatLoop, index, body)
        land(begin)
        if let until { land(until) }
    }

    private mutating func emitBranch(_ condition: Condition, _ then: [ScriptStep], _ otherwise: [ScriptStep])
        throws(ScriptFault)
    {
        let test = place
        emit(.jumpUnless, try self.condition(condition))
        try emit(then)
        guard !otherwise.isEmpty else { return land(test) }
        let jump = place
        emit(.jump)
        land(test)
        try emit(otherwise)
        land(jump)
    }

    private mutating func emitTimer(_ name: String, _ steps: [ScriptStep]) throws(ScriptFault) {
        let start = register(2)
        emit(.startTimer, 0, start)
        try emit(steps)
        emit(.stopTimer, ScriptCompiler.index(of: name, in: &program.timers), start)
    }
}
