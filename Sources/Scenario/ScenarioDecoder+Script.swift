extension ScenarioDecoder {
    /// Reads a session's script with what runs beside it.
    ///
    /// - Parameters:
    ///   - node: the value of `script`.
    ///   - listeners: that of `on`; nil: there is none.
    ///   - reply: what the step `messages` expects where it does not say so itself.
    /// - Returns: nil, after reporting it, where the script is no list of steps.
    func decodeScript(_ node: JSONNode, listeners: JSONNode?, reply: ReplyPlan) -> SessionScript? {
        context.scoped {
            context.script = ScriptScope(reply: reply)
            guard let steps = decodeSteps(node, "script") else { return nil }
            var script = SessionScript(steps: steps)
            script.listeners = listeners.map(decodeListeners) ?? []
            checkNames()
            return script
        }
    }

    /// Reports keys that do not go together with `script` at one level, or not without it.
    ///
    /// - Parameter reader: of the scenario, or of an entry of `scenarios`.
    func checkScriptKeys(_ reader: ObjectReader) {
        if reader.node("script") != nil, let messages = reader.node("messages") {
            diagnostics.error(
                "\"messages\" has no place beside \"script\"", at: messages.range,
                help: "write it as a step of the script: {\"messages\": { … }}")
        }
        if let listeners = reader.node("on"), reader.lacks("script") {
            diagnostics.error(
                "\"on\" runs beside a script, and there is none", at: listeners.range,
                help: "add \"script\", such as [{\"pause\": \"30s\"}]")
        }
    }

    /// - Returns: nil, after reporting it, where there are none.
    func decodeSteps(_ node: JSONNode, _ path: String) -> [ScriptStep]? {
        guard case .array(let items) = node.value else {
            context.mismatch(node, .custom(ScenarioKeys.steps), path)
            return nil
        }
        if items.isEmpty {
            diagnostics.error("\"\(path)\" has no steps", at: node.range, help: "such as [{\"send\": \"hello\"}]")
            return nil
        }
        var steps: [ScriptStep] = []
        var end: ScriptEnd?
        for item in items {
            if let reason = end, context.isSound(node.range) {
                diagnostics.warning("this step never runs: \(reason.message)", at: item.range, help: reason.help)
                // The others after it are no news.
                end = nil
            }
            let decoded = context.scoped { decodeStep(item) }
            end = decoded.end ?? end
            steps += decoded
        }
        return steps
    }

    private func decodeListeners(_ node: JSONNode) -> [MessageListener] {
        guard case .array(let items) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "on")
            return []
        }
        context.script.isInListener = true
        defer { context.script.isInListener = false }
        return items.compactMap { item in context.scoped { decodeListener(item) } }
    }

    private func decodeListener(_ node: JSONNode) -> MessageListener? {
        guard let reader = ObjectReader(node, ScenarioKeys.listener, context) else { return nil }
        let match = reader.node("match").flatMap { decodeMatch($0, ScenarioKeys.listenerMatch) }
        var listener = MessageListener(match: match ?? MessageMatch())
        listener.captures = reader.node("capture").map { decodeCaptures($0, "on[].capture") } ?? []
        listener.steps = reader.node("steps").flatMap { decodeSteps($0, "on[].steps") } ?? []
        return listener
    }
}
