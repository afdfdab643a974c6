extension ScenarioDecoder {
    /// The load is read after `messages` and `close`, which may bound the run in its stead.
    func decodeLoad(_ node: JSONNode) -> LoadPlan? {
        guard let reader = ObjectReader(node, ScenarioKeys.load, context) else { return nil }
        let sessions = reader.integer("sessions").map { Int($0) } ?? 1
        let connectRate = reader.number("connectRate") ?? Double(min(sessions, 1000))
        let duration = reader.duration("duration")
        let connects = Duration.seconds(Double(sessions - 1) / connectRate)
        let isBounded = reader.node("duration") != nil
        var load = LoadPlan(
            sessions: sessions, connectRate: connectRate, duration: duration,
            warmUp: reader.duration("warmUp") ?? (isBounded ? connects : .zero))
        load.rampDown = reader.duration("rampDown") ?? .zero

        guard reader.lacks("duration"), context.areSound("messages", "close") else { return load }
        let ends = ["messages.count", "messages.duration", "close.after"]
        if ends.allSatisfy({ context.place($0) == nil }) {
            diagnostics.error(
                "the key \"duration\" is missing in \"load\", and nothing else ends the run", at: reader.opening,
                help: "add \"duration\": \"30s\", or let sessions end by \(ValueKind.list(ends))")
        } else if load.rampDown > .zero, let place = context.place("load.rampDown") {
            diagnostics.error(
                "\"load.rampDown\" spreads the closes at the end of \"load.duration\", which is missing", at: place,
                help: "add \"duration\", or leave \"rampDown\" out")
        }
        return load
    }

    func decodeConnection(_ node: JSONNode) -> ConnectionOptions? {
        guard let reader = ObjectReader(node, ScenarioKeys.connection, context) else { return nil }
        var options = ConnectionOptions()
        options.timeout = reader.duration("timeout") ?? options.timeout
        options.sourceAddresses = reader.node("sourceAddresses").map(decodeSourceAddresses) ?? []
        options.noDelay = reader.boolean("noDelay") ?? options.noDelay
        options.sendBuffer = reader.size("sendBuffer")
        options.receiveBuffer = reader.size("receiveBuffer")
        options.highWaterMark = reader.size("highWaterMark") ?? options.highWaterMark
        options.lowWaterMark = reader.size("lowWaterMark") ?? min(options.lowWaterMark, options.highWaterMark / 4)
        if let low = context.place("connection.lowWaterMark"), options.lowWaterMark > options.highWaterMark,
            context.areSound("connection.lowWaterMark", "connection.highWaterMark")
        {
            diagnostics.error(
                "\"connection.lowWaterMark\" (\(SizeText.format(options.lowWaterMark))) is above \"highWaterMark\" "
                    + "(\(SizeText.format(options.highWaterMark)))",
                at: low, help: "lower the one or raise the other")
        }
        return options
    }

    private func decodeSourceAddresses(_ node: JSONNode) -> [String] {
        guard case .array(let items) = node.value else {
            context.mismatch(node, ScenarioKeys.connection, "sourceAddresses")
            return []
        }
        var addresses: [String] = []
        var seen: Set<String> = []
        for item in items {
            guard let text = context.string(item, "connection.sourceAddresses[]") else { continue }
            do throws(TextFault) {
                let expanded = try SourceAddressText.parse(text).map(\.description)
                if let double = expanded.first(where: { !seen.insert($0).inserted }) {
                    throw TextFault("\(double) stands in the list twice", help: "each address once")
                }
                addresses += expanded
                if addresses.count > SourceAddressText.maximumCount {
                    throw SourceAddressText.tooMany
                }
            } catch {
                context.report(error, in: item, "connection.sourceAddresses")
                if error == SourceAddressText.tooMany { return addresses }
            }
        }
        return addresses
    }

    func decodeLimits(_ node: JSONNode) -> SizeLimits? {
        guard let reader = ObjectReader(node, ScenarioKeys.limits, context) else { return nil }
        var limits = SizeLimits()
        limits.message = reader.size("message") ?? limits.message
        limits.frame = reader.size("frame") ?? min(limits.frame, limits.message)
        if let frame = context.place("limits.frame"), limits.frame > limits.message,
            context.areSound("limits.frame", "limits.message")
        {
            diagnostics.error(
                "\"limits.frame\" (\(SizeText.format(limits.frame))) is above \"limits.message\" "
                    + "(\(SizeText.format(limits.message)))",
                at: frame, help: "a frame is never longer than its message")
        }
        return limits
    }
}
