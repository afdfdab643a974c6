extension SessionKind {
    /// Whether each session has headers of its own.
    package var hasOwnHeaders: Bool {
        keepsCookies || handshakeTexts.contains { $0.text.constant == nil }
    }

    /// The texts of the opening handshake that may differ from session to session, with their keys.
    var handshakeTexts: [(key: String, text: TemplateText)] {
        var texts = headers.map { (key: "headers.\($0.name)", text: $0.value) }
        switch auth {
        case .basic(let user, let password):
            texts += [("auth.basic.user", user), ("auth.basic.password", password)]
        case .bearer(let token): texts.append(("auth.bearer", token))
        case nil: break
        }
        return texts + cookies.map { (key: "cookies.\($0.name)", text: $0.value) }
    }

    /// The feeders of which a session takes a row before its opening handshake.
    package var handshakeFeeders: [String] {
        var names: [String] = []
        for case .feeder(let name, _) in handshakeTexts.flatMap(\.text.values) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}

extension TemplateText {
    /// What is filled in.
    var values: [TemplateValue] {
        segments.compactMap { segment in
            switch segment {
            case .literal: nil
            case .value(let value), .escaped(let value): value
            }
        }
    }
}
