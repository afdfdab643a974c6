import NetworkIO
import Script
import WebSocketCore

/// What the scripted sessions of a kind share in one worker: the program, and what belongs to its numbers.
final class ScriptTables {
    let program: ScriptProgram
    let constants: [PayloadBytes]
    let generated: [PayloadPool]
    /// Of each `expect`.
    let patience: [Nanoseconds]
    /// Of each `pace`.
    let paces: [Nanoseconds]
    let closes: [CloseProgram]
    let groups: [FanOutGroup]
    /// Where the message loops stand among the worker's kinds.
    let firstLoop: UInt32

    init(_ plan: ScriptPlan, worker: Int, firstLoop: UInt32) {
        program = plan.programs[worker]
        constants = plan.constants.map(\.bytes)
        generated = plan.generated
        patience = program.expects.map { $0.patience.nanoseconds }
        paces = program.paces.map { max(1, $0.interval.nanoseconds) }
        closes = program.closes.map { CloseProgram($0.plan) }
        groups = plan.groups
        self.firstLoop = firstLoop
    }
}
