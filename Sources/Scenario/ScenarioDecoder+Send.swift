extension ScenarioDecoder {
    func decodeSend(_ node: JSONNode) -> SendStep? {
        if case .string = node.value {
            return decodeTemplate(node, "step.send").map { SendStep(payload: .template($0), kind: .text) }
        }
        guard case .object = node.value else {
            context.mismatch(node, ScenarioKeys.step, "send")
            return nil
        }
        guard let reader = ObjectReader(node, ScenarioKeys.send, context) else { return nil }
        let given = Self.payloads.filter { reader.node($0) != nil }
        guard let key = given.first, given.count == 1, let value = reader.node(key) else {
            reportPayloads(given, node, reader)
            return nil
        }
        let type = reader.choice("type")
        let payload = decodePayload(key, value)
        var step = SendStep(
            payload: payload ?? .template(TemplateText()),
            kind: type == "text" || type == nil && ["text", "json"].contains(key) ? .text : .binary)
        step.fragmentation = reader.node("fragmentation").flatMap { decodeFragmentation($0, in: "step.send") }
        step.masking = reader.node("masking").flatMap { decodeMasking($0, "step.send.masking") }
        step.rsv = reader.integer("rsv").map { UInt8($0) } ?? 0
        step.opcode = reader.integer("opcode").map { UInt8($0) }
        step.fin = reader.boolean("fin") ?? true
        step.compresses = reader.boolean("compress")
        step.fanout = reader.node("fanout").flatMap { decodeLabel($0, "step.send.fanout") }
        checkSend(step, node, reader, isSound: payload != nil)
        return payload == nil ? nil : step
    }

    private static let payloads = ["text", "json", "bytes", "file", "size"]

    private func reportPayloads(_ given: [String], _ node: JSONNode, _ reader: ObjectReader) {
        if given.count > 1 {
            diagnostics.error(
                "\"step.send\" has both \"\(given[0])\" and \"\(given[1])\"", at: node.keyRange(of: given[1]),
                help: "keep one of them")
        } else if !reader.hasUnknownKeys, Self.payloads.allSatisfy(reader.lacks) {
            diagnostics.error(
                "\"step.send\" says nothing of what it sends", at: reader.opening,
                help: "one of \(ValueKind.list(Self.payloads))")
        }
    }

    private func decodePayload(_ key: String, _ node: JSONNode) -> SendStep.Payload? {
        let path = "step.send.\(key)"
        switch key {
        case "text": return decodeTemplate(node, path).map { .template($0) }
        case "json": return decodeJSONTemplate(node, path).map { .template($0) }
        case "bytes": return decodeBytes(node, path).map { .template(TemplateText([.literal($0)])) }
        case "file": return decodeFile(node, path).map { .file($0) }
        default: return decodeSize(node, in: "step.send").map { .generated($0) }
        }
    }

    func decodeBytes(_ node: JSONNode, _ path: String) -> [UInt8]? {
        guard case .string(let text) = node.value else {
            context.mismatch(node, .custom(ScenarioKeys.hexadecimal), path)
            return nil
        }
        do throws(TextFault) {
            return try HexText.parse(text)
        } catch {
            context.report(error, in: node, path)
            return nil
        }
    }

    private func checkSend(_ step: SendStep, _ node: JSONNode, _ reader: ObjectReader, isSound: Bool) {
        if let opcode = reader.node("opcode"), reader.node("type") != nil {
            diagnostics.error(
                "\"step.send\" has both \"type\" and \"opcode\"", at: opcode.range,
                help: "\"type\" says 1 for text and 2 for binary: keep one")
        }
        if step.compresses == true, !step.isCompressible, let place = reader.node("compress") {
            diagnostics.error(
                "only a whole message of type text or binary is compressed", at: place.range,
                help: "leave out \"rsv\", \"opcode\" and \"fin\", or \"compress\"")
        }
        guard isSound else { return }
        let isStamped =
            if case .template(let text) = step.payload { text.segments.contains(where: \.isStamp) } else { false }
        guard let fanout = reader.node("fanout") else {
            if isStamped {
                diagnostics.warning(
                    "nobody counts this {{stamp}}, for the message is of no fan-out", at: reader.opening,
                    help: "add \"fanout\" with the group whose members are to receive it")
            }
            return
        }
        if isStamped { return }
        diagnostics.error(
            "a message without {{stamp}} cannot be recognised by the receivers of \"fanout\"", at: fanout.range,
            help: "put {{stamp}} into its \"text\" or \"json\"")
    }
}
