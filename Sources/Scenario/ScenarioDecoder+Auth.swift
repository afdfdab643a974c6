/// Who the opening handshake says that the session is.
extension ScenarioDecoder {
    /// Reads the keys of the opening handshake that may differ from session to session.
    ///
    /// - Parameters:
    ///   - reader: of the scenario, or of an entry of `scenarios`.
    ///   - kind: gets what it says.
    func decodeOwnHeaders(_ reader: ObjectReader, into kind: inout SessionKind) {
        if let node = reader.node("headers") { kind.headers = decodeHeaders(node) }
        if let node = reader.node("auth") { kind.auth = decodeAuth(node) }
        if let node = reader.node("cookies") { kind.cookies = decodeCookies(node) }
        if reader.node("keepCookies") != nil { kind.keepsCookies = reader.boolean("keepCookies") ?? false }
        context.fedByHandshake = Set(kind.handshakeFeeders)
    }

    private func decodeAuth(_ node: JSONNode) -> HandshakeAuth? {
        guard let reader = ObjectReader(node, ScenarioKeys.auth, context) else { return nil }
        switch (reader.node("basic"), reader.node("bearer")) {
        case (let basic?, nil): return decodeBasic(basic)
        case (nil, let token?): return decodeHeaderText(token, "auth.bearer", isSecret: true).map { .bearer($0) }
        case (_?, let token?):
            diagnostics.error("\"auth\" has both \"basic\" and \"bearer\"", at: token.range, help: "keep one of them")
        case (nil, nil):
            if !reader.hasUnknownKeys {
                diagnostics.error(
                    "\"auth\" has neither \"basic\" nor \"bearer\"", at: reader.opening,
                    help: "such as {\"bearer\": \"{{env.TOKEN}}\"}")
            }
        }
        return nil
    }

    private func decodeBasic(_ node: JSONNode) -> HandshakeAuth? {
        guard let reader = ObjectReader(node, ScenarioKeys.authBasic, context) else { return nil }
        let user = reader.node("user").flatMap { decodeTemplate($0, "auth.basic.user") }
        if let bytes = user?.constant, bytes.contains(UInt8(ascii: ":")), let place = reader.node("user")?.range {
            diagnostics.error(
                "\"auth.basic.user\" cannot hold a colon, which ends it (RFC 7617, section 2)", at: place)
        }
        if let node = reader.node("password") { context.noteSecret(node) }
        guard let password = reader.node("password").flatMap({ decodeTemplate($0, "auth.basic.password") }), let user
        else { return nil }
        return .basic(user: user, password: password)
    }

    private func decodeCookies(_ node: JSONNode) -> [ScenarioHeader] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "cookies")
            return []
        }
        return object.members.compactMap { member in
            let path = "cookies.\(member.key)"
            context.note(path, at: member.value.range)
            if !HandshakeRules.isToken(member.key) {
                diagnostics.error(
                    "\"\(member.key)\" is not the name of a cookie", at: member.keyRange,
                    help: "letters, digits and !#$%&'*+-.^_`|~ (RFC 6265, section 4.1.1)")
            }
            guard case .string = member.value.value else {
                context.mismatch(member.value, .string, path)
                return nil
            }
            guard let text = decodeHeaderText(member.value, path, isSecret: true) else { return nil }
            let literals = text.segments.flatMap { if case .literal(let bytes) = $0 { bytes } else { [UInt8]() } }
            guard literals.allSatisfy(HandshakeRules.isCookieByte) else {
                diagnostics.error(
                    "\"\(path)\" is not the value of a cookie", at: member.value.range,
                    help: "no blanks, quotes, commas, semicolons and backslashes (RFC 6265, section 4.1.1)")
                return nil
            }
            return ScenarioHeader(name: member.key, value: text)
        }
    }

    /// Holds what the opening handshake fills in against what gives it a value, and its headers against one another.
    func checkOwnHeaders(_ kind: SessionKind) {
        let names = kind.headers.map { $0.name.lowercased() }
        for (header, key, isGiven) in [
            ("authorization", "auth", kind.auth != nil),
            ("cookie", "cookies", !kind.cookies.isEmpty || kind.keepsCookies),
        ] where isGiven && names.contains(header) {
            guard let place = context.place(key) ?? context.place("keepCookies") else { continue }
            diagnostics.error(
                "\"headers\" has the same header as \"\(key)\"", at: place, help: "keep one of the two")
        }
        for (key, text) in kind.handshakeTexts {
            guard let place = context.place(key) else { continue }
            for value in text.values { check(value, key, place, kind) }
        }
    }

    private func check(_ value: TemplateValue, _ key: String, _ place: Range<Int>, _ kind: SessionKind) {
        switch value {
        case .variable(let name) where !kind.variables.contains(name):
            diagnostics.error(
                "\"\(key)\": nothing gives \"\(name)\" a value", at: place,
                help: "a variable gets its value by \"set\" or \"capture\" in the script, and is empty at the first "
                    + "handshake")
        case .feeder(let name, let column):
            context.note(FeederColumnUse(feeder: name, column: column, key: key, range: place))
            guard let feeders = context.feeders, !feeders.contains(name) else { return }
            diagnostics.error(
                "\"\(key)\": there is no feeder \"\(name)\"", at: place,
                help: "name its file in \"feeders\" beside \"load\"")
        default: break
        }
    }
}

extension SessionKind {
    /// What its script gives values to.
    fileprivate var variables: Set<String> {
        var names: Set<String> = []
        script?.forEachStep { step in
            switch step {
            case .set(let assignments): names.formUnion(assignments.map(\.name))
            case .expect(let expect): names.formUnion(expect.matches.flatMap { $0.captures.map(\.name) })
            default: break
            }
        }
        for listener in script?.listeners ?? [] { names.formUnion(listener.captures.map(\.name)) }
        return names
    }
}
