extension ScenarioDecoder {
    /// The entries of `scenarios`; what one does not say itself is as of `base`, which is read from `root`.
    func decodeKinds(_ node: JSONNode, base: SessionKind, root: ObjectReader) -> [KindEntry] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, ScenarioKeys.root, "scenarios")
            return []
        }
        if object.isComplete, !Self.kindCounts.contains(object.members.count) {
            diagnostics.error(
                "\"scenarios\" must name 1 to \(Self.kindCounts.upperBound) kinds of session, "
                    + "not \(object.members.count.grouped)", at: node.range)
        }
        return object.members.compactMap { decodeKind($0, base, root) }
    }

    private static let kindCounts = 1...100

    private func decodeKind(_ member: JSONMember, _ base: SessionKind, _ root: ObjectReader) -> KindEntry? {
        checkKindName(member)
        guard let reader = ObjectReader(member.value, ScenarioKeys.kind(member.key), context) else { return nil }
        context.scope = reader.table.path + "."
        defer { context.scope = "" }
        var kind = base
        kind.name = member.key
        kind.tags = reader.node("tags").map(decodeTags) ?? [:]
        kind.tags["scenario"] = member.key
        decodeBehaviour(reader, root, into: &kind)
        let loadKeys = ScenarioKeys.executorKeys.map(\.name) + ["duration", "connectRate"]
        let weight = reader.number("weight")
        var entry = KindEntry(
            kind: kind, source: .share(weight: weight ?? 1), place: member.keyRange,
            weightPlace: reader.node("weight")?.range)
        if let first = loadKeys.compactMap({ reader.node($0) }).min(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if reader.lacks("executor") {
                diagnostics.error(
                    "the key \"executor\" is missing in \"\(reader.table.path)\"", at: first.range,
                    help: "it is \(ValueKind.list(ExecutorName.allCases.map(\.rawValue)))")
            }
            entry.source = .own(decodeExecutor(reader))
        }
        return entry
    }

    /// What a kind of session does itself, in place of what the root's keys say.
    private func decodeBehaviour(_ reader: ObjectReader, _ root: ObjectReader, into kind: inout SessionKind) {
        checkScriptKeys(reader)
        decodeOwnHeaders(reader, into: &kind)
        if let node = reader.node("reply") { kind.reply = decodeReply(node) }
        if let node = reader.node("script") {
            kind.script = decodeScript(node, listeners: reader.node("on"), reply: kind.reply)
            kind.messages = nil
        } else if let node = reader.node("messages") {
            kind.messages = decodeMessages(node)
            kind.script = nil
        } else if reader.node("reply") != nil, let node = root.node("script") {
            // The replies of its step `messages` are the kind's.
            kind.script = decodeScript(node, listeners: root.node("on"), reply: kind.reply)
        }
        if let node = reader.node("subprotocols") { kind.subprotocols = decodeSubprotocols(node) }
        if reader.node("origin") != nil { kind.origin = decodeOrigin(reader) }
        if let node = reader.node("masking") { kind.masking = decodeMasking(node) ?? kind.masking }
        if let node = reader.node("compression") { kind.compression = decodeCompression(node) }
        if let node = reader.node("ping") { kind.ping = decodePing(node) }
        if let node = reader.node("close") { kind.close = decodeClose(node) ?? kind.close }
        if let node = reader.node("tls") { kind.tls = decodeTLS(node) ?? kind.tls }
        if let node = reader.node("reconnect") { kind.reconnect = decodeReconnect(node) }
        if let node = reader.node("handshake") { kind.handshake = decodeHandshakeFault(node) }
        if let node = reader.node("expectHandshake") { kind.expectedRefusal = decodeExpectedRefusal(node) }
    }

    /// The name stands in tags, thresholds and tables.
    private func checkKindName(_ member: JSONMember) {
        let isPlain = member.key.utf8.allSatisfy { $0.isLetter || $0.isDigit || Array("-_.".utf8).contains($0) }
        guard member.key.isEmpty || !isPlain || member.key.utf8.count > 100 else { return }
        diagnostics.error(
            "\"\(member.key)\" is not the name of a scenario", at: member.keyRange,
            help: "1 to 100 letters (a-z, A-Z), digits, \"-\", \"_\" and \".\"")
    }

    private func decodeTags(_ node: JSONNode) -> [String: String] {
        guard case .object(let object) = node.value else {
            context.mismatch(node, .custom("an object of names, each with a string"), "tags")
            return [:]
        }
        var tags: [String: String] = [:]
        for member in object.members {
            if member.key == "scenario" {
                diagnostics.error(
                    "the tag \"scenario\" is the scenario's name", at: member.keyRange, help: "leave it out")
            } else if !Self.isTagPart(member.key) {
                diagnostics.error(
                    "\"\(member.key)\" is not the name of a tag", at: member.keyRange, help: Self.tagPartHelp)
            }
            guard let value = context.string(member.value, "tags.\(member.key)") else { continue }
            if !Self.isTagPart(value) {
                diagnostics.error(
                    "\"tags.\(member.key)\" is not the value of a tag", at: member.value.range, help: Self.tagPartHelp)
            }
            tags[member.key] = value
        }
        return tags
    }

    /// Whether a threshold can write it: `metric{name:value,name:value}`.
    private static func isTagPart(_ text: String) -> Bool {
        !text.isEmpty && text.first != " " && text.last != " " && !text.contains { "{}:,".contains($0) }
    }

    private static let tagPartHelp = "a text without {, }, \":\" and \",\", and no space at its ends"
}
