import Scenario

/// What the scripts of a scenario share.
package struct ScriptScope: Sendable {
    /// The contents of the files that are sent, by the paths that the scenario gives them.
    package var files: [String: [UInt8]]
    /// The feeders; all workers draw from the same.
    package var feeders: [FeederTable]
    /// The names of the fan-out groups, of all kinds.
    package var groups: [String]

    /// - Parameters:
    ///   - kinds: all of the scenario.
    ///   - files: the contents of the files that are sent, by the paths that the scenario gives them.
    ///   - feeders: all of the scenario, with their rows.
    package init(kinds: [SessionKind], files: [String: [UInt8]], feeders: [FeederTable]) {
        self.files = files
        self.feeders = feeders
        groups = []
        for kind in kinds {
            for step in kind.script?.steps ?? [] { addGroups(step) }
            for listener in kind.script?.listeners ?? [] { listener.steps.forEach { addGroups($0) } }
        }
    }

    private mutating func addGroups(_ step: ScriptStep) {
        switch step {
        case .join(let name), .leave(let name): _ = ScriptCompiler.index(of: name, in: &groups)
        case .send(let send): if let name = send.fanout { _ = ScriptCompiler.index(of: name, in: &groups) }
        case .loop(let loop): loop.steps.forEach { addGroups($0) }
        case .timer(_, let steps): steps.forEach { addGroups($0) }
        case .branch(_, let then, let otherwise): (then + otherwise).forEach { addGroups($0) }
        default: break
        }
    }
}
