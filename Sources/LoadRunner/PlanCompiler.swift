import NetworkIO
import Scenario
import Script
import WebSocketCore
import WebSocketTransport

/// Turns a scenario into the plans of its workers.
struct PlanCompiler {
    let scenario: LoadScenario
    let seed: UInt64
    let workers: Int
    /// Where the sessions go: the scenario's URL, or where the embedded server listens.
    let target: TargetURL
    /// Of the files that the scenario names.
    var contents = ScenarioContents()
    /// Of an embedded server that speaks TLS, PEM.
    var embeddedCertificate: [UInt8]?

    /// - Throws: what cannot be put into an opening request, what of TLS cannot be used, what is wrong with a script.
    func compile() throws(RunFailure) -> WorkerPlan {
        let kinds = scenario.sessionKinds
        let scripts = ScriptPlanner(
            kinds: kinds, feeders: scenario.feeders, contents: contents, workers: workers)
        var plans: [KindPlan] = []
        for kind in kinds {
            var plan = try kindPlan(kind)
            plan.script = try scripts.plan(kind, seed: seed) { loop(of: plan, $0.messages, $0.reply) }
            plans.append(plan)
        }
        return WorkerPlan(
            index: 0, workers: workers, seed: seed, origin: 0, measureStart: 0, measureEnd: nil,
            rampDown: scenario.load.rampDown.nanoseconds, run: UInt32.random(in: .min ... .max),
            secrets: kinds.flatMap(\.commonSecrets) + (scenario.connection.proxy?.secrets ?? []),
            kinds: plans)
    }

    /// The kind as it is while a session is in a loop of messages.
    private func loop(of kind: KindPlan, _ messages: MessagePlan, _ reply: ReplyPlan) -> KindPlan {
        let pool = payloadPool(messages)
        var loop = kind
        loop.messages = messageProgram(messages, pool, compresses: kind.connect.deflate != nil)
        loop.pool = pool
        loop.awaitsReplies = reply.mode != .none
        loop.comparesReplies = reply.mode == .echo
        loop.replyTimeout = reply.timeout.nanoseconds
        // That counts from the session's opening, not from the loop's begin.
        loop.close.after = nil
        return loop
    }

    private func kindPlan(_ kind: SessionKind) throws(RunFailure) -> KindPlan {
        let messages = kind.messages.map { plan in (plan, payloadPool(plan)) }
        return KindPlan(
            name: kind.name, sessions: kind.load.executor.mostSessions, start: kind.load.startTime.nanoseconds,
            connects: ConnectPacer(rate: kind.load.executor.highestRate), executor: ExecutorPlan(kind.load),
            endsByItself: endsByItself(kind), connect: try connectPlan(kind),
            highWaterMark: scenario.connection.highWaterMark,
            messages: messages.map { messageProgram($0.0, $0.1, compresses: kind.compression != nil) },
            pool: messages?.1,
            awaitsReplies: kind.reply.mode != .none,
            comparesReplies: kind.reply.mode == .echo, replyTimeout: kind.reply.timeout.nanoseconds,
            ping: kind.ping.map(pingProgram),
            close: CloseProgram(kind.close))
    }

    private func endsByItself(_ kind: SessionKind) -> Bool {
        kind.script != nil || kind.close.after != nil || kind.messages?.count != nil || kind.messages?.duration != nil
    }

    private func connectPlan(_ kind: SessionKind) throws(RunFailure) -> ConnectPlan {
        var plan: ConnectPlan
        do {
            plan = try requestPlan(kind)
        } catch {
            throw .request(SecretMask(kind.commonSecrets).masked("\(error)"))
        }
        if target.isSecure { plan.tls = try tlsContext(kind.tls) }
        return plan
    }

    private func tlsContext(_ plan: TLSPlan) throws(RunFailure) -> TLSContext {
        let settings = TLSClientSettings(
            plan, host: target.host, files: contents.credentials, authorities: embeddedCertificate)
        do throws(TLSSetupError) {
            return try TLSContext(client: settings)
        } catch {
            throw .tls("\(error)")
        }
    }

    private func requestPlan(_ kind: SessionKind) throws(HandshakeError) -> ConnectPlan {
        var random = FastRandom(seed: seed)
        let host = target.host.contains(":") ? "[\(target.host)]" : target.host
        let given = kind.headers.first { $0.name.lowercased() == "host" }
        let givenHost = given?.value.constant.map { String(decoding: $0, as: UTF8.self) }
        let request = try UpgradeRequest(
            resource: target.resource, host: givenHost ?? (target.hasUsualPort ? host : "\(host):\(target.port)"),
            origin: kind.origin, subprotocols: kind.subprotocols,
            extensions: kind.compression.map { DeflatePlan($0).extensions } ?? [],
            headers: kind.hasOwnHeaders ? [] : kind.commonHeaders,
            key: HandshakeKey(random: &random))
        var plan = ConnectPlan(
            host: target.host, port: target.port,
            request: UpgradeRequestTemplate(request, fault: kind.handshake.flatMap(RequestFault.init)))
        plan.takesCookies = kind.keepsCookies
        setRoute(&plan)
        if case .byteByByte(let pace) = kind.handshake { plan.requestPace = pace }
        let connection = scenario.connection
        plan.limits = FrameLimits(frame: scenario.limits.frame, message: scenario.limits.message)
        plan.options.noDelay = connection.noDelay
        plan.options.sendBuffer = connection.sendBuffer
        plan.options.receiveBuffer = connection.receiveBuffer
        plan.options.lowWaterMark = connection.lowWaterMark
        plan.masking = Masking(kind.masking)
        plan.deflate = kind.compression.map { DeflatePlan($0) }
        plan.timeout = connection.timeout
        plan.localPorts = portsToShareOut
        plan.sources = connection.sourceAddresses.compactMap { SocketAddress(literal: $0, port: 0) }
        return plan
    }

    /// Where the sockets go, which may be another place than the server that the request speaks to.
    private func setRoute(_ plan: inout ConnectPlan) {
        let connection = scenario.connection
        switch connection.connectTo {
        case .host(let host, let port)?:
            plan.host = host
            plan.port = port
        case .unix(let path)?:
            plan.host = "unix:\(path)"
            plan.port = 0
        case nil: break
        }
        if let proxy = connection.proxy {
            let host = plan.host.contains(":") ? "[\(plan.host)]" : plan.host
            plan.tunnel = TunnelRequest(
                authority: "\(host):\(plan.port)",
                credentials: proxy.credentials.map { (user: $0.user, password: $0.password) })
            plan.host = proxy.host
            plan.port = proxy.port
        }
        plan.addresses = AddressPolicy(connection.dns)
    }

    /// The system's range of local ports, where so many sessions come from one address that the kernel's search for a
    /// free one would slow the connects down.
    private var portsToShareOut: ClosedRange<UInt16>? {
        let perAddress = scenario.load.sessions / max(1, scenario.connection.sourceAddresses.count)
        let ports = MachineState.localPortRange()
        guard perAddress > ports.count / 4 else { return nil }
        return UInt16(clamping: ports.lowerBound)...UInt16(clamping: ports.upperBound)
    }

    private func payloadPool(_ plan: MessagePlan) -> PayloadPool {
        switch plan.payload {
        case .generated(let sizes): PayloadPool(generated: SizeSampler(sizes), kind: plan.kind, seed: seed)
        case .literal(let text): PayloadPool(literal: Array(text.utf8))
        case .file(let path): PayloadPool(literal: contents.payloads[path] ?? [])
        }
    }

    private func messageProgram(_ plan: MessagePlan, _ pool: PayloadPool, compresses: Bool) -> MessageProgram {
        let schedule: MessageProgram.Schedule =
            switch plan.schedule {
            case .open(let rate): .open(interval: 1e9 / rate)
            case .closed(let inFlight): .closed(inFlight: inFlight)
            }
        return MessageProgram(
            schedule: schedule, count: plan.count ?? .max, duration: plan.duration?.nanoseconds,
            opcode: plan.kind == .text ? .text : .binary, payload: pool.bytes, fixedSize: pool.fixedSize,
            places: pool.places, isWhole: plan.fragmentation == nil && !compresses, compresses: compresses,
            fragmentation: Fragmentation(plan.fragmentation),
            pingsBetween: plan.fragmentation?.pings ?? false)
    }

    private func pingProgram(_ plan: PingPlan) -> PingProgram {
        PingProgram(
            interval: plan.interval.nanoseconds, payload: PingPayload(plan.payload),
            timeout: plan.timeout.nanoseconds, onTimeout: plan.onTimeout)
    }
}
