/// Turns the parsed document into the model, reporting every fault on the way.
///
/// After a fault a value takes its default, so that what follows is still checked; the result counts only when there
/// was no error.
struct ScenarioDecoder {
    let context: DecodingContext
    var diagnostics: DiagnosticList { context.diagnostics }

    func decode(_ root: JSONNode) -> LoadScenario? {
        guard let reader = ObjectReader(root, ScenarioKeys.root, context) else { return nil }
        _ = reader.string("$schema")
        if let node = reader.node("env") { decodeEnvironment(node) }
        let feeders = reader.node("feeders").map(decodeFeeders) ?? []
        context.feeders = reader.node("feeders").map(feederNames) ?? []
        let messages = reader.node("messages").flatMap(decodeMessages)
        let reply = reader.node("reply").map(decodeReply) ?? ReplyPlan()
        let close = reader.node("close").flatMap(decodeClose) ?? ClosePlan()
        checkScriptKeys(reader)
        var own = SessionKind(
            name: "", of: LoadScenario(name: "", target: .embedded(.echo), load: Self.placeholderLoad),
            load: Self.placeholder)
        decodeOwnHeaders(reader, into: &own)
        let script = reader.node("script").flatMap {
            decodeScript($0, listeners: reader.node("on"), reply: reply)
        }
        let reconnect = reader.node("reconnect").flatMap(decodeReconnect)
        let handshake = reader.node("handshake").flatMap(decodeHandshakeFault)
        let expectedRefusal = reader.node("expectHandshake").flatMap(decodeExpectedRefusal)
        let targetReader = reader.node("target").flatMap { ObjectReader($0, ScenarioKeys.target, context) }
        let (target, speaksTLS) = targetReader.flatMap(decodeTarget) ?? (.embedded(.echo), false)

        var scenario = LoadScenario(name: decodeName(reader), target: target, load: Self.placeholderLoad)
        scenario.description = reader.string("description")
        scenario.embeddedCompression = targetReader.map(decodeEmbeddedCompression) ?? EmbeddedCompression()
        scenario.embeddedPermitsUnmasked = targetReader?.boolean("allowUnmasked") ?? false
        scenario.headers = own.headers
        scenario.subprotocols = reader.node("subprotocols").map(decodeSubprotocols) ?? []
        scenario.origin = decodeOrigin(reader)
        scenario.seed = reader.integer("seed")
        scenario.workers = reader.integer("workers").map { Int($0) }
        scenario.connection = reader.node("connection").flatMap(decodeConnection) ?? ConnectionOptions()
        scenario.tls = reader.node("tls").flatMap(decodeTLS) ?? TLSPlan()
        scenario.embeddedSpeaksTLS = speaksTLS
        scenario.messages = messages
        scenario.masking = reader.node("masking").flatMap(decodeMasking) ?? .random
        scenario.compression = reader.node("compression").flatMap(decodeCompression)
        scenario.ping = reader.node("ping").flatMap(decodePing)
        scenario.reply = reply
        scenario.close = close
        scenario.feeders = feeders
        scenario.limits = reader.node("limits").flatMap(decodeLimits) ?? SizeLimits()
        var base = SessionKind(name: "default", of: scenario, load: Self.placeholder)
        base.auth = own.auth
        base.cookies = own.cookies
        base.keepsCookies = own.keepsCookies
        base.script = script
        base.reconnect = reconnect
        base.handshake = handshake
        base.expectedRefusal = expectedRefusal
        let entries = reader.node("scenarios").map { decodeKinds($0, base: base, root: reader) }
        decodeLoads(reader, base, entries, into: &scenario)
        scenario.thresholds = reader.node("thresholds").map { decodeThresholds($0, scenario) } ?? []
        checkContradictions(scenario, hasOneKind: entries == nil)
        context.noteSecrets(inTextsOf: root)
        return diagnostics.hasErrors ? nil : scenario
    }

    private static let placeholder = KindLoad(executor: .sessions(count: 1, connectRate: 1))
    private static let placeholderLoad = LoadPlan(sessions: 1, connectRate: 1, duration: nil, warmUp: .zero)

    /// The name becomes a part of a folder's name, so that it must not lead elsewhere.
    private func decodeName(_ reader: ObjectReader) -> String {
        guard let name = reader.string("name"), let node = reader.node("name") else { return "" }
        let isPlain = name.utf8.allSatisfy { $0.isLetter || $0.isDigit || Array(" -_.".utf8).contains($0) }
        let isBounded = name.utf8.first.map { $0.isLetter || $0.isDigit } == true && name.last != " "
        if !isPlain || !isBounded || name.utf8.count > 100 {
            diagnostics.error(
                "\"name\" cannot name a folder", at: node.range,
                help: "up to 100 letters (a-z, A-Z), digits, spaces, \"-\", \"_\" and \".\", "
                    + "with a letter or digit first and no space last")
        }
        return name
    }
}
