extension [SessionKind] {
    /// The names of the fan-out groups, each once.
    package var groups: [String] {
        var names: [String] = []
        func note(_ name: String) {
            if !names.contains(name) { names.append(name) }
        }
        for kind in self {
            kind.script?.forEachStep { step in
                switch step {
                case .join(let name, _), .leave(let name): note(name)
                case .send(let send): if let name = send.fanout { note(name) }
                default: break
                }
            }
        }
        return names
    }
}
