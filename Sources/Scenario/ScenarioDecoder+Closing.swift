extension ScenarioDecoder {
    func decodeCloseStep(_ node: JSONNode) -> CloseStep? {
        var step = CloseStep()
        switch node.value {
        case .number, .null:
            guard let code = decodeCode(node, ScenarioKeys.closeStep) else { return nil }
            step.plan.code = code
            return step
        case .object: break
        default:
            context.mismatch(node, ScenarioKeys.step, "close")
            return nil
        }
        guard let reader = ObjectReader(node, ScenarioKeys.closeStep, context) else { return nil }
        step.plan = decodeClose(reader)
        step.waits = reader.boolean("wait") ?? true
        if let wait = reader.node("wait"), step.plan.method != .client {
            diagnostics.error(
                "\"step.close.wait\" is about the client's own close frame, and there is none", at: wait.range,
                help: "leave it out, or write \"by\": \"client\"")
        } else if !step.waits, let timeout = reader.node("timeout") {
            diagnostics.error(
                "\"step.close.timeout\" has no effect where nothing is waited for", at: timeout.range,
                help: "leave it out")
        }
        return step
    }

    /// Reads what the server should do: an object, a close code or a list of them.
    ///
    /// The path is that of the key, for values that are no object; the fault is what the close should answer, and goes
    /// into the name.
    func decodeExpectation(_ node: JSONNode, _ path: String, of fault: String? = nil) -> CloseExpectation? {
        var codes: [UInt16]? = []
        var expectation = CloseExpectation(check: "")
        if case .object = node.value {
            guard let reader = ObjectReader(node, ScenarioKeys.expectClose, context) else { return nil }
            if let list = reader.node("code") { codes = decodeCodes(list, "step.expectClose.code") }
            expectation.patience = reader.duration("within") ?? expectation.patience
            expectation.check = reader.node("check").flatMap { decodeCheckName($0, "step.expectClose.check") } ?? ""
        } else {
            codes = decodeCodes(node, path)
        }
        guard let codes else { return nil }
        expectation.codes = codes
        if expectation.check.isEmpty {
            let list = codes.map { String($0) }.joined(separator: " or ")
            expectation.check = (fault.map { "\($0): " } ?? "") + (codes.isEmpty ? "close" : "close \(list)")
        }
        return expectation
    }

    private func decodeCodes(_ node: JSONNode, _ path: String) -> [UInt16]? {
        let items: [JSONNode]
        switch node.value {
        case .array(let list) where !list.isEmpty: items = list
        case .number: items = [node]
        default:
            context.mismatch(node, .custom("a close code or a list of close codes"), path)
            return nil
        }
        let codes = items.compactMap { context.integer($0, 1000...4999, path).map { UInt16($0) } }
        return codes.count == items.count ? codes : nil
    }

    /// Reads how a session comes back: the step `reconnect`, or the key beside a script.
    func decodeReconnect(_ node: JSONNode) -> ReconnectPlan? {
        guard let reader = ObjectReader(node, ScenarioKeys.reconnect, context) else { return nil }
        var plan = ReconnectPlan()
        let factor = reader.number("factor")
        if reader.choice("backoff") == "constant" {
            plan.backoff = .constant
            for key in ["factor", "maxDelay"] {
                guard let place = reader.node(key)?.range else { continue }
                diagnostics.error(
                    "\"reconnect.\(key)\" has no place where the delay is constant", at: place,
                    help: "leave it out, or write \"backoff\": \"exponential\"")
            }
        } else {
            plan.backoff = .exponential(factor: factor ?? 2)
        }
        plan.delay = reader.duration("delay") ?? plan.delay
        let longest = reader.duration("maxDelay")
        plan.maxDelay = longest ?? max(plan.maxDelay, plan.delay)
        if let longest, longest < plan.delay, let place = reader.node("maxDelay")?.range {
            diagnostics.error(
                "\"reconnect.maxDelay\" (\(DurationText.format(longest))) is below \"delay\" "
                    + "(\(DurationText.format(plan.delay)))",
                at: place, help: "raise the one or lower the other")
        }
        plan.jitter = reader.number("jitter") ?? plan.jitter
        plan.limit = reader.integer("limit").map { Int($0) }
        return plan
    }

    /// Reads the opening handshake that a kind of session makes on purpose.
    func decodeHandshakeFault(_ node: JSONNode) -> HandshakeFault? {
        if case .object = node.value {
            return ObjectReader(node, ScenarioKeys.handshake, context)?.duration("byteByByte").map { .byteByByte($0) }
        }
        guard case .string = node.value else {
            context.mismatch(node, ScenarioKeys.root, "handshake")
            return nil
        }
        return switch context.choice(node, ScenarioKeys.handshakeFaults, "handshake") {
        case "wrong-version": .wrongVersion
        case "wrong-key": .wrongKey
        case "missing-key": .missingKey
        case "missing-upgrade": .missingUpgrade
        case "never-ends": .neverEnds
        default: nil
        }
    }

    /// Reads the status with which the server should refuse the opening handshake.
    func decodeExpectedRefusal(_ node: JSONNode) -> ClosedRange<Int>? {
        switch node.value {
        case .object:
            guard let reader = ObjectReader(node, ScenarioKeys.expectHandshake, context) else { return nil }
            return range(reader.integer("min").map { Int($0) }, reader.integer("max").map { Int($0) }, reader)
        case .number:
            guard case .integer(let bounds)? = ScenarioKeys.expectHandshake["min"]?.kind else { return nil }
            return context.integer(node, bounds, "expectHandshake").map { Int($0)...Int($0) }
        default:
            context.mismatch(node, ScenarioKeys.root, "expectHandshake")
            return nil
        }
    }
}
