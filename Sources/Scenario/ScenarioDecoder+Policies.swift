extension ScenarioDecoder {
    func decodeMasking(_ node: JSONNode) -> MaskingMode? { decodeMasking(node, "masking") }

    /// The path is that of the key, which a `send` has as well.
    func decodeMasking(_ node: JSONNode, _ path: String) -> MaskingMode? {
        if case .object = node.value { return decodeFixedMask(node, path) }
        guard case .string(let text) = node.value else {
            if let kind = ScenarioKeys.root["masking"]?.kind { context.mismatch(node, kind, path) }
            return nil
        }
        switch text {
        case "random": return .random
        case "zero": return MaskingMode.zero
        case "none": return MaskingMode.none
        default:
            diagnostics.error(
                "\"\(path)\" must be \(ValueKind.list(["random", "zero", "none"])), or an object, not \"\(text)\"",
                at: node.range, help: "a key for every frame is written {\"fixed\": \"0x01020304\"}")
            return nil
        }
    }

    private func decodeFixedMask(_ node: JSONNode, _ path: String) -> MaskingMode? {
        guard let reader = ObjectReader(node, ScenarioKeys.masking.under(path), context),
            let text = reader.string("fixed"), let place = context.place("\(path).fixed")
        else { return nil }
        let digits = text.dropFirst(2)
        guard text.hasPrefix("0x"), digits.utf8.count == 8, digits.utf8.allSatisfy(\.isHexDigit),
            let key = UInt32(digits, radix: 16)
        else {
            diagnostics.error(
                "\"\(path).fixed\" is not a masking key", at: place,
                help: "0x and eight hexadecimal digits, such as \"0x01020304\"")
            return nil
        }
        return .fixed(key)
    }

    func decodePing(_ node: JSONNode) -> PingPlan? {
        guard let reader = ObjectReader(node, ScenarioKeys.ping, context) else { return nil }
        var plan = PingPlan(interval: reader.duration("interval") ?? .seconds(1))
        plan.payload = reader.string("payload") ?? ""
        plan.timeout = reader.duration("timeout") ?? plan.timeout
        switch reader.choice("onTimeout") {
        case "close": plan.onTimeout = .close
        case "abort": plan.onTimeout = .abort
        default: plan.onTimeout = .count
        }
        checkLength(of: plan.payload, "ping.payload", maximum: CloseRules.maximumPingPayload)
        return plan
    }

    func decodeReply(_ node: JSONNode) -> ReplyPlan {
        var plan = ReplyPlan()
        if case .string = node.value {
            plan.mode = mode(context.choice(node, ScenarioKeys.replyModes, "reply"))
            return plan
        }
        guard case .object = node.value else {
            context.mismatch(node, ScenarioKeys.root, "reply")
            return plan
        }
        guard let reader = ObjectReader(node, ScenarioKeys.reply, context) else { return plan }
        plan.mode = mode(reader.choice("mode"))
        plan.timeout = reader.duration("timeout") ?? plan.timeout
        if plan.mode == .none, let place = context.place("reply.timeout") {
            diagnostics.warning(
                "\"reply.timeout\" has no effect where no reply is expected", at: place, help: "leave it out")
        }
        return plan
    }

    private func mode(_ name: String?) -> ReplyPlan.Mode {
        switch name {
        case "any": .any
        case "none": .none
        default: .echo
        }
    }

    func decodeClose(_ node: JSONNode) -> ClosePlan? {
        ObjectReader(node, ScenarioKeys.close, context).map(decodeClose)
    }

    /// Reads what the key `close` and the step `close` have in common.
    func decodeClose(_ reader: ObjectReader) -> ClosePlan {
        var plan = ClosePlan()
        let method = reader.choice("by")
        switch method {
        case "server": plan.method = .server
        case "reset": plan.method = .reset
        case "fin": plan.method = .fin
        default: plan.method = .client
        }
        if let code = reader.node("code") { plan.code = decodeCode(code, reader.table) ?? nil }
        plan.reason = reader.string("reason") ?? ""
        plan.after = reader.duration("after")
        plan.timeout = reader.duration("timeout") ?? plan.timeout

        let path = reader.table.path
        checkLength(of: plan.reason, "\(path).reason", maximum: CloseRules.maximumReason)
        if let method, method != "client" {
            for key in ["code", "reason"] {
                guard let place = context.place("\(path).\(key)") else { continue }
                diagnostics.error(
                    "\"\(path).\(key)\" has no place where the client sends no close frame of its own "
                        + "(\"by\": \"\(method)\")",
                    at: place, help: "leave it out, or write \"by\": \"client\"")
            }
        } else if plan.code == nil, !plan.reason.isEmpty, context.areSound("\(path).code"),
            let place = context.place("\(path).reason")
        {
            diagnostics.error(
                "a close frame without a code has no reason (RFC 6455, section 5.5.1)", at: place,
                help: "write a code, or leave the reason out")
        }
        return plan
    }

    /// - Returns: nil, after reporting it, where it is no code; `.some(nil)` for a close frame without one.
    func decodeCode(_ node: JSONNode, _ table: KeyTable) -> UInt16?? {
        switch node.value {
        case .null: return .some(nil)
        case .number(let text):
            guard let code = Int(text) else {
                diagnostics.error("\(text) is not a close code", at: node.range, help: CloseRules.allowed)
                return nil
            }
            if let refusal = CloseRules.refusal(ofCode: code) {
                diagnostics.error(refusal, at: node.range, help: CloseRules.allowed)
                return nil
            }
            return .some(UInt16(code))
        default:
            context.mismatch(node, table, "code")
            return nil
        }
    }

    func checkLength(of text: String, _ path: String, maximum: Int) {
        guard text.utf8.count > maximum, let place = context.place(path) else { return }
        diagnostics.error(
            "\"\(path)\" is \(text.utf8.count) bytes long", at: place,
            help: "at most \(maximum): a control frame holds 125 bytes (RFC 6455, section 5.5)")
    }
}
