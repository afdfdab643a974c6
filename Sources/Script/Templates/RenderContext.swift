import WebSocketCore

/// What a template, a match or a condition may look at: one session as it stands.
///
/// Keep one for each scripted session, and set what changes before it is used.
package struct RenderContext {
    /// The session's number in its kind, from 0.
    package var session: Int
    /// How often the session's script began before.
    package var iteration = 0
    /// Nanoseconds since 1970; needed only where `CompiledTemplate.readsWallTime` says so.
    package var wallTime: Int64 = 0
    /// What `{{stamp}}` writes; needed only where `CompiledTemplate.holdsStamp` says so.
    package var stamp = Stamp()
    /// The session's own random numbers.
    package var random: FastRandom
    /// The session's variables, counters and feeder rows.
    package let variables: ScriptVariables

    package init(session: Int, random: FastRandom, variables: ScriptVariables) {
        self.session = session
        self.random = random
        self.variables = variables
    }
}
