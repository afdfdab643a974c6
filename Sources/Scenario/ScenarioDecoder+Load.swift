extension ScenarioDecoder {
    /// The loads are read after what the sessions do, which may bound the run in their stead: after the kind `base`
    /// that the root's keys describe, and after the entries of `scenarios`, if it is given.
    func decodeLoads(
        _ root: ObjectReader, _ base: SessionKind, _ entries: [KindEntry]?, into scenario: inout LoadScenario
    ) {
        let reader = root.node("load").flatMap { ObjectReader($0, ScenarioKeys.load, context) }
        scenario.load.rampDown = reader?.duration("rampDown") ?? .zero
        let warmUp = reader.map(decodeWarmUp)
        scenario.load.warmUpEnd = warmUp?.end ?? .time
        if let entries, entries.contains(where: \.hasOwnLoad) {
            scenario.kinds = decodeOwnLoads(entries, reader)
        } else if let reader {
            var kind = base
            kind.load = decodeLoad(reader, warmUp?.time, kinds: entries?.map(\.kind) ?? [base], &scenario.load)
            scenario.kinds = entries.map { share(kind.load, among: $0, reader) } ?? [kind]
        } else if root.lacks("load") {
            root.reportMissing("load")
        }
        adoptLoads(into: &scenario, warmUp: warmUp?.time)
    }

    private func decodeWarmUp(_ reader: ObjectReader) -> (time: Duration?, end: LoadPlan.WarmUpEnd) {
        guard let node = reader.node("warmUp") else { return (nil, .time) }
        if case .string("target") = node.value { return (nil, .target) }
        guard case .duration(let range) = ValueKind.zeroOrMore else { return (nil, .time) }
        return (context.duration(node, range, "load.warmUp"), .time)
    }

    /// `load` with sessions or an executor.
    private func decodeLoad(
        _ reader: ObjectReader, _ warmUp: Duration?, kinds: [SessionKind], _ plan: inout LoadPlan
    ) -> KindLoad {
        let sessions = reader.integer("sessions").map { Int($0) } ?? 1
        plan.sessions = sessions
        plan.connectRate = reader.number("connectRate") ?? Self.defaultConnectRate(sessions)
        let shortForm = Executor.sessions(count: sessions, connectRate: plan.connectRate)
        guard reader.lacks("executor") else { return decodeExecutor(reader) ?? KindLoad(executor: shortForm) }
        let strangers = ScenarioKeys.executorKeys.compactMap { reader.node($0.name) == nil ? nil : $0.name }
        for key in strangers {
            guard let node = reader.node(key) else { continue }
            diagnostics.error(
                "\"load.\(key)\" needs an executor", at: node.range,
                help: "add \"executor\": \"constant-vus\" or another, or write \"sessions\" for those that come once "
                    + "and stay")
        }
        if strangers.isEmpty, reader.lacks("sessions") { reader.reportMissing("sessions") }
        plan.duration = reader.duration("duration")
        let connects = Duration.seconds(Double(sessions - 1) / plan.connectRate)
        let isBounded = reader.node("duration") != nil
        plan.warmUp = warmUp ?? (isBounded || plan.warmUpEnd == .target ? connects : .zero)
        checkEnd(reader, kinds, plan)
        return KindLoad(executor: shortForm)
    }

    private func checkEnd(_ reader: ObjectReader, _ kinds: [SessionKind], _ plan: LoadPlan) {
        guard reader.lacks("duration"), context.areSound("messages", "close", "script", "scenarios") else { return }
        if !kinds.allSatisfy(\.endsByItself) {
            let ends = ["messages.count", "messages.duration", "close.after"]
            diagnostics.error(
                "the key \"duration\" is missing in \"load\", and nothing else ends the run", at: reader.opening,
                help: "add \"duration\": \"30s\", or let sessions end by \(ValueKind.list(ends))")
        } else if plan.rampDown > .zero, let place = context.place("load.rampDown") {
            diagnostics.error(
                "\"load.rampDown\" spreads the closes at the end of \"load.duration\", which is missing", at: place,
                help: "add \"duration\", or leave \"rampDown\" out")
        }
    }

    /// What the executors say of the whole run.
    private func adoptLoads(into scenario: inout LoadScenario, warmUp: Duration?) {
        guard !scenario.kinds.isEmpty, scenario.kinds.allSatisfy({ $0.load.end != nil }) else { return }
        scenario.load.warmUp = warmUp ?? .zero
        scenario.load.adopt(scenario.kinds.map(\.load))
        guard let duration = scenario.load.duration, duration <= .zero, let place = context.place("load.warmUp"),
            !diagnostics.hasErrors
        else { return }
        diagnostics.error(
            "nothing is measured: the run ends with the warm-up, after "
                + "\(DurationText.format(scenario.load.warmUp + duration))",
            at: place, help: "shorten the warm-up, or lengthen an executor")
    }

    func decodeConnection(_ node: JSONNode) -> ConnectionOptions? {
        guard let reader = ObjectReader(node, ScenarioKeys.connection, context) else { return nil }
        var options = ConnectionOptions()
        options.timeout = reader.duration("timeout") ?? options.timeout
        decodeRoute(reader, into: &options)
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
