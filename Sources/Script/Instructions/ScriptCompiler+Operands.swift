import Scenario
import WebSocketCore

/// What stands in the program's tables.
extension ScriptCompiler {
    /// The most messages of one `expect`: a session keeps a bit for each.
    static let maximumExpected = 64
    /// The most fan-out groups of a scenario: likewise.
    static let maximumGroups = 64

    mutating func emit(_ send: SendStep) throws(ScriptFault) {
        let operands = SendOperands(
            payload: try payload(of: send),
            opcode: send.opcode.map(Opcode.init(rawValue:)) ?? (send.kind == .text ? .text : .binary),
            fin: send.fin, rsv: send.rsv, masking: send.masking.map(Masking.init),
            fragmentation: Fragmentation(send.fragmentation), isFragmented: send.fragmentation != nil,
            pingsBetween: send.fragmentation?.pings ?? false,
            compresses: send.compresses != false && send.isCompressible,
            alwaysCompresses: send.compresses == true,
            group: send.fanout.map { group($0) })
        emit(.send, program.sends.place(operands))
    }

    private mutating func payload(of send: SendStep) throws(ScriptFault) -> SendOperands.Payload {
        switch send.payload {
        case .template(let text): return try payload(text)
        case .file(let path): return .constant(program.constants.place(scope.files[path] ?? []))
        case .generated(let sizes):
            return .generated(program.generated.place(GeneratedPayload(sizes: sizes, kind: send.kind)))
        }
    }

    mutating func payload(_ text: TemplateText) throws(ScriptFault) -> SendOperands.Payload {
        if let constant = text.constant { return .constant(program.constants.place(constant)) }
        return .template(program.templates.place(try template(text)))
    }

    mutating func emit(_ expect: ExpectStep) throws(ScriptFault) {
        guard expect.matches.count <= ScriptCompiler.maximumExpected else {
            throw .tooManyExpected(expect.matches.count, limit: ScriptCompiler.maximumExpected)
        }
        var messages: [ExpectOperands.Message] = []
        for expected in expect.matches { messages.append(try message(expected.match, expected.captures)) }
        let operands = ExpectOperands(
            messages: messages, patience: expect.patience, check: expect.check.map { check($0) },
            endsOnFailure: expect.endsOnFailure, isReply: expect.isReply)
        emit(.expect, program.expects.place(operands))
    }

    mutating func message(_ match: MessageMatch, _ captures: [CaptureRule]) throws(ScriptFault)
        -> ExpectOperands.Message
    {
        var compiled: [CompiledCapture] = []
        for capture in captures { compiled.append(try CompiledCapture(capture, names: &program.names)) }
        let match = try CompiledMatch(match, names: &program.names)
        readsTime(match.readsWallTime)
        return ExpectOperands.Message(match: match, captures: compiled)
    }

    mutating func assign(_ assignment: VariableAssignment) throws(ScriptFault) -> Int {
        let compiled = try CompiledAssignment(assignment, names: &program.names)
        readsTime(compiled.readsWallTime)
        return program.assignments.place(compiled)
    }

    private mutating func template(_ text: TemplateText) throws(ScriptFault) -> CompiledTemplate {
        let compiled = try CompiledTemplate(text, names: &program.names)
        readsTime(compiled.readsWallTime)
        return compiled
    }

    mutating func condition(_ condition: Condition) throws(ScriptFault) -> Int {
        let compiled = try CompiledCondition(condition, names: &program.names)
        readsTime(compiled.readsWallTime)
        return program.conditions.place(compiled)
    }

    mutating func operands(_ expectation: CloseExpectation) -> CloseOperands {
        CloseOperands(
            codes: expectation.codes, patience: expectation.patience, check: check(expectation.check))
    }

    /// A group's place among those of the scenario, which has them all.
    func group(_ name: String) -> Int { scope.groups.firstIndex(of: name) ?? 0 }

    private mutating func readsTime(_ does: Bool) { program.readsWallTime = program.readsWallTime || does }
}
