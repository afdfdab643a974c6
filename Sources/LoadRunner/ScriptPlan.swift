import NetworkIO
import Script

/// What the scripted sessions of a kind share, compiled for all workers.
struct ScriptPlan: Sendable {
    /// The same for each worker: one would have its references counted by all of them.
    var programs: [ScriptProgram]
    /// By the program's `constants` and `generated`.
    var constants: [PayloadPool]
    var generated: [PayloadPool]
    /// By the program's `messageLoops`: the kind as it is while a session is in one of them.
    var loops: [KindPlan]
    /// Of the whole scenario.
    var groups: [FanOutGroup]

    /// What is the same in all programs, such as the names of timers and checks.
    var program: ScriptProgram { programs[0] }
}
