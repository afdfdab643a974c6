import Scenario

/// What the sessions of a kind do, as a flat list of instructions and the tables to which their numbers refer.
///
/// Compiled before the run and never changed afterwards: all that a session has of its own is in its registers and
/// variables. Each worker compiles its own, so that the workers do not count references to the same objects.
package struct ScriptProgram: Sendable {
    /// From 0 to the script's `end`; the steps of listeners stand behind it.
    package internal(set) var instructions: [Instruction] = []
    /// The operands of `send`.
    package internal(set) var sends: [SendOperands] = []
    /// Payloads that are the same each time.
    package internal(set) var constants: [[UInt8]] = []
    /// Payloads that are rendered.
    package internal(set) var templates: [CompiledTemplate] = []
    /// Payloads of which only size and type are told.
    package internal(set) var generated: [GeneratedPayload] = []
    /// The operands of `expect`.
    package internal(set) var expects: [ExpectOperands] = []
    /// The operands of `ping`.
    package internal(set) var pings: [PingOperands] = []
    /// How long each `pause` is.
    package internal(set) var pauses: [DelayDistribution] = []
    /// The operands of `pace`.
    package internal(set) var paces: [PaceOperands] = []
    /// The operands of `beginLoop` and `repeatLoop`.
    package internal(set) var loops: [LoopOperands] = []
    /// What `jumpIf`, `jumpUnless` and `check` look at.
    package internal(set) var conditions: [CompiledCondition] = []
    /// What `set` does.
    package internal(set) var assignments: [CompiledAssignment] = []
    /// The loops of the short form.
    package internal(set) var messageLoops: [MessageLoopOperands] = []
    /// How each `join` finds messages in what comes.
    package internal(set) var wrappings: [CompiledWrapping] = []
    /// The operands of `rendezvous`.
    package internal(set) var meetings: [RendezvousStep] = []
    /// The operands of `close`.
    package internal(set) var closes: [CloseStep] = []
    /// The operands of `expectClose`.
    package internal(set) var closeExpectations: [CloseOperands] = []
    /// The operands of `reconnect`.
    package internal(set) var reconnects: [ReconnectPlan] = []
    /// The operands of `fault`.
    package internal(set) var faults: [FaultOperands] = []
    /// In order; the first that matches takes a message.
    package internal(set) var listeners: [ListenerOperands] = []

    /// The names of the custom timers, by the index under which they are recorded.
    package internal(set) var timers: [String] = []
    /// The names of the checks, likewise.
    package internal(set) var checks: [String] = []
    /// How many numbers a session has to keep of its own, all 0 at first.
    package internal(set) var registerCount = 0
    /// Variables, counters and feeder columns, as the templates know them.
    package internal(set) var names: NameTable
    /// Whether a session is ever among the receivers of a fan-out.
    package var joinsGroups: Bool { !wrappings.isEmpty }
    /// Whether anything that is rendered or compared reads the time of day.
    package internal(set) var readsWallTime = false
    /// What a session does that lost its connection; nil: it has ended.
    package internal(set) var recovery: ReconnectPlan?
    /// What each session's opening handshake says for itself; nil: all say the same.
    package internal(set) var handshake: HandshakeProgram?
    /// The refusal of the handshake that is expected; nil: it should succeed.
    package internal(set) var refusal: RefusalOperands?

    init(names: NameTable) { self.names = names }

    /// Whether messages have due times of their own, by `pace`.
    package var hasDueTimes: Bool { !paces.isEmpty }
    /// Whether a session ever comes back.
    package var comesBack: Bool { recovery != nil || !reconnects.isEmpty }
}
