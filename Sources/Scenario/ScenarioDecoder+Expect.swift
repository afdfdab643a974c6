extension ScenarioDecoder {
    func decodePingStep(_ node: JSONNode) -> PingStep? {
        guard let reader = ObjectReader(node, ScenarioKeys.pingStep, context) else { return nil }
        var step = PingStep()
        step.patience = reader.duration("within") ?? step.patience
        if let payload = reader.node("payload") {
            step.payload = decodeTemplate(payload, "step.ping.payload") ?? step.payload
            checkLength(
                of: step.payload, payload, "step.ping.payload", maximum: CloseRules.maximumPingPayload)
        }
        return step
    }

    func decodeExpect(_ node: JSONNode) -> ExpectStep? {
        if case .string = node.value {
            return decodeEqual(node, "step.expect").map { ExpectStep(matches: [ExpectedMessage(match: $0)]) }
        }
        guard case .object = node.value else {
            context.mismatch(node, ScenarioKeys.step, "expect")
            return nil
        }
        guard let reader = ObjectReader(node, ScenarioKeys.expect, context) else { return nil }
        let matches = decodeExpected(node, reader)
        var step = ExpectStep(matches: matches ?? [])
        step.patience = reader.duration("within") ?? step.patience
        step.check = reader.node("check").flatMap { decodeCheckName($0, "step.expect.check") }
        step.endsOnFailure = reader.choice("onFail") == "close"
        step.isReply = reader.boolean("rtt") ?? true
        return matches == nil ? nil : step
    }

    /// The messages of `all`, or the one that the keys of the step itself say.
    private func decodeExpected(_ node: JSONNode, _ reader: ObjectReader) -> [ExpectedMessage]? {
        guard let list = reader.node("all") else {
            return decodeExpectedMessage(reader, "step.expect").map { [$0] }
        }
        for key in ScenarioKeys.match.keys.map(\.name) + ["capture"] where reader.node(key) != nil {
            diagnostics.error(
                "\"\(key)\" has no place beside \"all\"", at: node.keyRange(of: key),
                help: "it belongs into the messages of \"all\"")
        }
        guard case .array(let items) = list.value else {
            context.mismatch(list, ScenarioKeys.expect, "all")
            return nil
        }
        if !(1...Self.maximumExpected).contains(items.count) {
            diagnostics.error(
                "\"step.expect.all\" must list 1 to \(Self.maximumExpected) messages, not \(items.count.grouped)",
                at: list.range, help: "such as [{\"contains\": \"joined\"}, {\"contains\": \"history\"}]")
        }
        let messages = items.compactMap { item in
            context.scoped { () -> ExpectedMessage? in
                if case .string = item.value {
                    return decodeEqual(item, "step.expect.all[]").map { ExpectedMessage(match: $0) }
                }
                return ObjectReader(item, ScenarioKeys.expectedMessage, context)
                    .flatMap { decodeExpectedMessage($0, "step.expect.all[]") }
            }
        }
        return messages.count == items.count ? messages : nil
    }

    /// As many as one word of bits can tell apart.
    private static let maximumExpected = 64

    private func decodeExpectedMessage(_ reader: ObjectReader, _ path: String) -> ExpectedMessage? {
        let match = decodeMatch(reader)
        let captures = reader.node("capture").map { decodeCaptures($0, "\(path).capture") } ?? []
        return match.map {
            var message = ExpectedMessage(match: $0)
            message.captures = captures
            return message
        }
    }

    func decodeCaptures(_ node: JSONNode, _ path: String) -> [CaptureRule] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, .custom(ScenarioKeys.captures), path)
            return []
        }
        return object.members.compactMap { member in
            guard declare(member) else { return nil }
            return context.scoped { decodeCapture(member.value, "\(path).\(member.key)") }
                .map { CaptureRule(name: member.key, source: $0) }
        }
    }

    private func decodeCapture(_ node: JSONNode, _ path: String) -> CaptureRule.Source? {
        if case .string("message") = node.value { return .message }
        guard case .object = node.value else {
            context.mismatch(
                node, .custom("\"message\", {\"json\": \"$.path\"} or {\"regex\": \"…\"}"), path)
            return nil
        }
        guard let reader = ObjectReader(node, ScenarioKeys.capture, context) else { return nil }
        switch (reader.node("json"), reader.node("regex")) {
        case (let json?, nil):
            if let group = reader.node("group") {
                diagnostics.error(
                    "\"group\" has no place beside \"json\"", at: group.range, help: "it belongs beside \"regex\"")
            }
            return decodePath(json, "capture.json").map { .json($0) }
        case (nil, let regex?):
            return decodeCapture(regex: regex, reader)
        case (_?, let regex?):
            diagnostics.error(
                "\"capture\" has both \"json\" and \"regex\"", at: regex.range, help: "keep one of them")
        case (nil, nil) where !reader.hasUnknownKeys && reader.lacks("json") && reader.lacks("regex"):
            diagnostics.error(
                "\"capture\" has neither \"json\" nor \"regex\"", at: reader.opening,
                help: "such as {\"json\": \"$.token\"} or {\"regex\": \"token=([0-9]+)\"}")
        case (nil, nil): break
        }
        return nil
    }

    private func decodeCapture(regex: JSONNode, _ reader: ObjectReader) -> CaptureRule.Source? {
        guard let (pattern, groups) = decodeGroups(regex, "capture.regex") else { return nil }
        guard let node = reader.node("group") else { return .regex(pattern, group: min(groups, 1)) }
        guard let group = reader.integer("group") else { return nil }
        if group <= groups { return .regex(pattern, group: Int(group)) }
        diagnostics.error(
            "the regular expression has no group \(group)", at: node.range,
            help: groups == 0
                ? "put brackets around what is to be kept, or leave \"group\" out for the whole match"
                : "its last is \(groups); 0 is the whole match")
        return nil
    }
}
