extension ScenarioDecoder {
    /// The target, and whether Squall's own server speaks TLS.
    func decodeTarget(_ reader: ObjectReader) -> (ScenarioTarget, speaksTLS: Bool)? {
        let embedded = reader.choice("embedded").flatMap(EmbeddedTarget.init).map(ScenarioTarget.embedded)
        let speaksTLS = reader.boolean("tls") ?? false
        if let tls = reader.node("tls"), reader.node("url") != nil, reader.lacks("embedded") {
            diagnostics.error(
                "\"target.tls\" is for Squall's own server (\"embedded\")", at: tls.range,
                help: "the URL says it: wss:// with TLS, ws:// without")
        }
        if let url = reader.node("url"), reader.node("embedded") != nil {
            diagnostics.error(
                "\"target\" has both \"url\" and \"embedded\"", at: url.range,
                help: "keep the one that the sessions are to connect to")
        } else if reader.lacks("url"), reader.lacks("embedded") {
            diagnostics.error(
                "\"target\" has neither \"url\" nor \"embedded\"", at: reader.opening,
                help: "add \"url\": \"ws://…\", or \"embedded\": \"echo\" for Squall's own server")
        }
        if let url = reader.node("url") { context.noteSecrets(ofURL: url) }
        guard let url = reader.node("url"), let text = context.filled(url, "target.url") else {
            return embedded.map { ($0, speaksTLS) }
        }
        do throws(TextFault) {
            return (.url(try TargetURL.parse(text)), false)
        } catch {
            context.report(error, in: url, filled: text, "target.url")
            return nil
        }
    }

    func decodeHeaders(_ node: JSONNode) -> [ScenarioHeader] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "headers")
            return []
        }
        var headers: [ScenarioHeader] = []
        for member in object.members {
            let path = "headers.\(member.key)"
            if !HandshakeRules.isToken(member.key) {
                diagnostics.error(
                    "\"\(member.key)\" is not the name of a header", at: member.keyRange,
                    help: "letters, digits and !#$%&'*+-.^_`|~ (RFC 9110, section 5.6.2)")
            } else if let refusal = HandshakeRules.refusal(ofHeader: member.key) {
                diagnostics.error(refusal.message, at: member.keyRange, help: refusal.help)
            }
            let values: [JSONNode] = if case .array(let items) = member.value.value { items } else { [member.value] }
            let isSecret = HandshakeRules.isSecret(header: member.key)
            context.note(path, at: member.value.range)
            for value in values {
                guard let text = decodeHeaderText(value, path, isSecret: isSecret) else { continue }
                if member.key.lowercased() == "host" { checkHost(text, headers, value) }
                headers.append(ScenarioHeader(name: member.key, value: text))
            }
        }
        return headers
    }

    private func checkHost(_ text: TemplateText, _ headers: [ScenarioHeader], _ node: JSONNode) {
        if headers.contains(where: { $0.name.lowercased() == "host" }) {
            diagnostics.error(
                "the header Host stands there more than once", at: node.range,
                help: "a request has one Host (RFC 9112, section 3.2)")
        } else if text.constant == nil {
            diagnostics.error(
                "the header Host is the same for all sessions", at: node.range,
                help: "only {{env.NAME}} can stand in it")
        }
    }

    /// Reads what may stand in the value of a header.
    func decodeHeaderText(_ node: JSONNode, _ path: String, isSecret: Bool) -> TemplateText? {
        guard case .string = node.value else {
            context.mismatch(node, .custom("a string, or a list of strings"), path)
            return nil
        }
        if isSecret { context.noteSecret(node) }
        guard let text = decodeTemplate(node, path) else { return nil }
        // What is filled in is looked at when it is; here it stands for some letter.
        let filled = text.segments.map { segment in
            if case .literal(let bytes) = segment { String(decoding: bytes, as: UTF8.self) } else { "x" }
        }
        guard HandshakeRules.isHeaderValue(filled.joined()) else {
            diagnostics.error(
                "\"\(path)\" is not the value of a header", at: node.range,
                help: "no line breaks or other control characters, and no blanks at its ends (RFC 9110, section 5.5)")
            return nil
        }
        return text
    }

    func decodeSubprotocols(_ node: JSONNode) -> [String] {
        guard case .array(let items) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "subprotocols")
            return []
        }
        var names: [String] = []
        for item in items {
            guard let name = context.filled(item, "subprotocols[]") else { continue }
            if !HandshakeRules.isToken(name) {
                diagnostics.error(
                    "\"\(name)\" is not a subprotocol", at: item.range,
                    help: "letters, digits and !#$%&'*+-.^_`|~ (RFC 6455, section 4.1)")
            } else if names.contains(name) {
                diagnostics.error(
                    "the subprotocol \"\(name)\" is offered twice", at: item.range,
                    help: "each stands there once (RFC 6455, section 4.1)")
            }
            names.append(name)
        }
        return names
    }

    func decodeOrigin(_ reader: ObjectReader) -> String? {
        guard let node = reader.node("origin"), let origin = context.filled(node, "origin") else { return nil }
        if origin.isEmpty || !origin.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
            diagnostics.error(
                "\"origin\" must be visible ASCII characters without spaces", at: node.range,
                help: "such as \"https://example.com\"; leave the key out to send no Origin")
        }
        return origin
    }
}
