/// What each key allows by itself, but not together.
extension ScenarioDecoder {
    func checkContradictions(_ scenario: LoadScenario, hasOneKind: Bool) {
        for kind in scenario.kinds {
            context.scope = hasOneKind ? "" : ScenarioKeys.kind(kind.name).path + "."
            let view = scenario.seen(by: kind)
            checkReplies(view.reply)
            checkBroadcast(view)
            checkMasking(kind, scenario)
            checkTimes(view)
            checkSizes(view)
            checkIterations(kind)
            checkEnds(kind, scenario.load)
            checkExpectedRefusal(kind)
            checkOwnHeaders(kind)
            checkTLS(scenario)
        }
        context.scope = ""
        checkGroups(scenario.kinds)
        checkIdleFeeders(scenario)
        if case .sessions? = scenario.kinds.first?.load.executor { checkConnects(scenario.load) }
        checkAddresses(scenario)
    }

    private func checkTLS(_ scenario: LoadScenario) {
        guard !scenario.isSecure, let place = context.place("tls"), context.areSound("target") else { return }
        diagnostics.warning(
            "\"tls\" has no effect on a server that speaks none", at: place,
            help: scenario.target.isEmbedded
                ? "write \"target\": { \"embedded\": …, \"tls\": true }" : "write wss:// in the URL")
    }

    /// Of the messages that were read last.
    func checkReplies(_ reply: ReplyPlan) {
        guard reply.mode == .none, let place = context.place("messages.inFlight"),
            context.place("messages.rate") == nil
        else { return }
        diagnostics.error(
            "\"messages.inFlight\" counts replies, and \"reply\" expects none", at: place,
            help: "leave \"inFlight\" out to send as fast as the connection takes it, or write a \"rate\"")
    }

    /// A session gets what the others send too, and cannot tell its own echo from it.
    private func checkBroadcast(_ scenario: LoadScenario) {
        guard scenario.target == .embedded(.broadcast), scenario.messages != nil, scenario.reply.mode == .echo,
            let place = context.place("reply") ?? context.place("messages")
        else { return }
        diagnostics.warning(
            "\"broadcast\" sends each session what all of them send, and \"reply\" expects its own messages only",
            at: place, help: "write \"reply\": \"none\", or a script with \"fanout\", which counts who got what")
    }

    private func checkMasking(_ kind: SessionKind, _ scenario: LoadScenario) {
        guard kind.masking == .none, scenario.target.isEmbedded, !scenario.embeddedPermitsUnmasked,
            let place = context.place("masking"), context.areSound("target")
        else { return }
        diagnostics.warning(
            "Squall's own server takes no frames without a mask, and closes each session with code 1002", at: place,
            help: "write \"allowUnmasked\": true in \"target\", if that is not what is to be seen")
    }

    private func checkTimes(_ scenario: LoadScenario) {
        let load = scenario.load
        guard let duration = load.duration, context.areSound("load.sessions", "load.connectRate", "load.warmUp") else {
            return
        }
        let run = load.warmUp + duration
        let times: [(path: String, value: Duration?, what: String)] = [
            ("close.after", scenario.close.after, "no session is closed by it"),
            ("messages.duration", scenario.messages?.duration, "it limits nothing"),
            ("ping.interval", scenario.ping?.interval, "no ping is ever sent"),
        ]
        for (path, value, what) in times {
            guard let value, value > run, let place = context.place(path), context.areSound(path) else { continue }
            let (its, rough) = (DurationText.format(value), DurationText.rough(run))
            diagnostics.warning(
                "\"\(path)\" (\(its)) is longer than the run "
                    + "(\(rough == its ? DurationText.format(run) : rough)): \(what)",
                at: place, help: "the run is \"load.warmUp\" and \"load.duration\" together")
        }
    }

    private func checkIterations(_ kind: SessionKind) {
        let repeats =
            switch kind.load.executor {
            case .perVUIterations(_, let iterations, _, _): iterations > 1
            case .sharedIterations(let vus, let iterations, _, _): iterations > vus
            default: false
            }
        guard repeats, !kind.endsByItself, context.areSound("messages", "close", "script"),
            let place = context.place("iterations") ?? context.place("load.iterations")
        else { return }
        diagnostics.warning(
            "no session ends by itself, so that each virtual user has one iteration only", at: place,
            help: "end them by a script, by \"messages.count\", \"messages.duration\" or \"close.after\"")
    }

    private func checkGroups(_ kinds: [SessionKind]) {
        let count = kinds.groups.count
        guard count > Self.maximumGroups, let place = context.place("scenarios") ?? context.place("script") else {
            return
        }
        diagnostics.error(
            "the scripts name \(count.grouped) fan-out groups", at: place, help: "at most \(Self.maximumGroups)")
    }

    /// As many as one word of bits can tell apart.
    private static let maximumGroups = 64

    private func checkConnects(_ load: LoadPlan) {
        guard let duration = load.duration, context.areSound("load.sessions", "load.connectRate", "load.warmUp") else {
            return
        }
        let run = load.warmUp + duration
        let connects = Duration.seconds(Double(load.sessions - 1) / load.connectRate)
        if connects > run, let place = context.place("load.connectRate") ?? context.place("load.warmUp") {
            let last = Int(run / .seconds(1) * load.connectRate) + 1
            diagnostics.warning(
                "the run ends when \(last.grouped) of \(load.sessions.grouped) sessions have connected", at: place,
                help: "raise \"connectRate\" or \"warmUp\": the connects take \(DurationText.rough(connects))")
        }
    }

    private func checkSizes(_ scenario: LoadScenario) {
        guard let messages = scenario.messages, context.areSound("messages.size", "messages.text", "messages.file")
        else { return }
        let payload = ["file", "text", "size"].compactMap { context.place("messages.\($0)") }.first
        let largest = messages.payload.largest { path in
            context.fileReferences.first { $0.path == path }?.bytes ?? 0
        }
        if let payload, scenario.reply.mode == .echo, context.areSound("limits") {
            if largest > scenario.limits.message {
                diagnostics.error(
                    "the echo of \(SizeText.format(largest)) is above \"limits.message\" "
                        + "(\(SizeText.format(scenario.limits.message)))",
                    at: payload, help: "raise the limit or send less")
            } else if largest > scenario.limits.frame {
                diagnostics.warning(
                    "an echo of \(SizeText.format(largest)) in one frame is above \"limits.frame\" "
                        + "(\(SizeText.format(scenario.limits.frame)))",
                    at: payload, help: "raise the limit, unless the server fragments its messages")
            }
        }
        if case .bytes(let bytes)? = messages.fragmentation?.cut, bytes.lowerBound >= largest,
            let place = context.place("messages.fragmentation.bytes"), context.areSound("messages.fragmentation")
        {
            diagnostics.warning(
                "\"messages.fragmentation.bytes\" cuts nothing: no message is longer than \(SizeText.format(largest))",
                at: place, help: "lower it, or send longer messages")
        }
    }

    private func checkAddresses(_ scenario: LoadScenario) {
        if scenario.target.isEmbedded, let place = context.place("connection.connectTo") {
            diagnostics.error(
                "Squall's own server has an address of its own, and \"connectTo\" another", at: place,
                help: "leave \"connectTo\" out, or write \"url\" in \"target\"")
        }
        guard let place = context.place("connection.sourceAddresses"), context.areSound("target"),
            context.areSound("connection.sourceAddresses"), let fault = scenario.sourceFamilyFault
        else { return }
        diagnostics.error(fault.message, at: place, help: fault.help)
    }
}

extension LoadScenario {
    /// The scenario as if there were this kind of session only.
    fileprivate func seen(by kind: SessionKind) -> LoadScenario {
        var view = self
        view.messages = kind.messages
        view.reply = kind.reply
        view.ping = kind.ping
        view.close = kind.close
        return view
    }

    /// Why the source addresses cannot reach the target, as far as that is known without a lookup.
    var sourceFamilyFault: TextFault? {
        guard let host = connectHost else {
            return TextFault("a Unix-domain socket has no source addresses", help: "leave them out")
        }
        guard let wanted = IPAddress(host)?.family else { return nil }
        guard let other = connection.sourceAddresses.first(where: { IPAddress($0)?.family != wanted }) else {
            return nil
        }
        let name = wanted == .v4 ? "IPv4" : "IPv6"
        return TextFault(
            "the source address \(other) cannot reach the target \(host)", help: "the target needs \(name) addresses")
    }
}

extension MessagePayload {
    /// The size of the longest message, in bytes.
    fileprivate func largest(fileSize: (String) -> Int) -> Int {
        switch self {
        case .literal(let text): text.utf8.count
        case .file(let path): fileSize(path)
        case .generated(.fixed(let bytes)): bytes
        case .generated(.weighted(let sizes)): sizes.map(\.bytes).max() ?? 0
        case .generated(.uniform(_, let maximum)), .generated(.normal(_, _, _, let maximum)),
            .generated(.logNormal(_, _, _, let maximum)), .generated(.exponential(_, _, let maximum)):
            maximum
        }
    }
}
