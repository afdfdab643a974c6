import Scenario

/// Makes the instructions of a kind of session from its script.
///
/// Everything that can go wrong with a script goes wrong here, before the run.
package struct ScriptCompiler {
    let kind: SessionKind
    let scope: ScriptScope
    var program: ScriptProgram

    /// - Parameters:
    ///   - kind: of which sessions.
    ///   - scope: what the kinds of the scenario share.
    package init(_ kind: SessionKind, scope: ScriptScope) {
        self.kind = kind
        self.scope = scope
        program = ScriptProgram(names: NameTable(feeders: scope.feeders))
    }

    /// Whether sessions of a kind need a program: where they neither follow a script nor come back nor are to be
    /// refused, and all say the same in their opening handshake, the worker drives them without.
    package static func isNeeded(for kind: SessionKind) -> Bool {
        kind.script != nil || kind.reconnect != nil || kind.expectedRefusal != nil || kind.hasOwnHeaders
    }

    /// - Returns: the program.
    /// - Throws: what is wrong with a pattern or a feeder, or more than a session can keep in mind.
    package consuming func compile() throws(ScriptFault) -> ScriptProgram {
        guard scope.groups.count <= ScriptCompiler.maximumGroups else {
            throw .tooManyGroups(scope.groups.count, limit: ScriptCompiler.maximumGroups)
        }
        program.recovery = kind.reconnect
        if kind.hasOwnHeaders { program.handshake = try HandshakeProgram(kind, names: &program.names) }
        if let status = kind.expectedRefusal {
            program.refusal = RefusalOperands(status: status, check: check(ScriptCompiler.refusalCheck(status)))
        }
        if let script = kind.script {
            try emit(script.steps)
            emit(.end)
            for listener in script.listeners { try emit(listener) }
            findSequels()
        } else {
            emitShortForm()
        }
        return program
    }

    /// The name of the check that counts whether handshakes are refused as they should be.
    static func refusalCheck(_ status: ClosedRange<Int>) -> String {
        status.count == 1
            ? "handshake refused with \(status.lowerBound)"
            : "handshake refused with \(status.lowerBound) to \(status.upperBound)"
    }

    private mutating func emitShortForm() {
        if let messages = kind.messages {
            program.messageLoops.append(MessageLoopOperands(messages: messages, reply: kind.reply))
            emit(.messages, 0)
        } else {
            emit(.idle)
        }
        emit(.end)
    }

    private mutating func emit(_ listener: MessageListener) throws(ScriptFault) {
        let message = try message(listener.match, listener.captures)
        program.listeners.append(ListenerOperands(message: message, entry: place))
        try emit(listener.steps)
        emit(.end)
    }

    mutating func emit(_ steps: [ScriptStep]) throws(ScriptFault) {
        for step in steps { try emit(step) }
    }

    mutating func emit(_ operation: Instruction.Operation, _ a: Int = 0, _ b: Int = 0) {
        program.instructions.append(Instruction(operation, a, b))
    }

    /// Where the next instruction will stand.
    var place: Int { program.instructions.count }

    /// Lets the jump at a place, of which the target was not known, go to the next instruction.
    mutating func land(_ jump: Int) { program.instructions[jump].b = Int32(place) }

    /// A register of the session, or several that follow one another.
    mutating func register(_ count: Int = 1) -> Int {
        program.registerCount += count
        return program.registerCount - count
    }

    /// The index of a check; one that was named before has it already.
    mutating func check(_ name: String) -> Int { ScriptCompiler.index(of: name, in: &program.checks) }

    static func index(of name: String, in names: inout [String]) -> Int {
        if let index = names.firstIndex(of: name) { return index }
        names.append(name)
        return names.count - 1
    }
}

extension Array {
    /// Puts an element at the end and says where it is.
    mutating func place(_ element: Element) -> Int {
        append(element)
        return count - 1
    }
}
