import NetworkIO
import Scenario
import WebSocketCore
import WebSocketTransport

/// Turns a scenario into the plans of its workers.
struct PlanCompiler {
    let scenario: LoadScenario
    let seed: UInt64
    let workers: Int
    /// Where the sessions go: the scenario's URL, or where the embedded server listens.
    let target: TargetURL
    /// The content of the payload file, where the scenario names one.
    let payloadFile: [UInt8]?

    /// - Throws: what cannot be put into an opening request.
    func compile() throws(HandshakeError) -> WorkerPlan {
        var plans: [KindPlan] = []
        for kind in scenario.sessionKinds { plans.append(try kindPlan(kind)) }
        return WorkerPlan(
            index: 0, workers: workers, seed: seed, origin: 0, measureStart: 0, measureEnd: nil,
            rampDown: scenario.load.rampDown.nanoseconds, kinds: plans)
    }

    private func kindPlan(_ kind: SessionKind) throws(HandshakeError) -> KindPlan {
        let pool = kind.messages.map(payloadPool)
        return KindPlan(
            name: kind.name, sessions: kind.load.executor.mostSessions, start: kind.load.startTime.nanoseconds,
            connects: ConnectPacer(rate: kind.load.executor.highestRate), executor: ExecutorPlan(kind.load),
            endsByItself: endsByItself(kind), connect: try connectPlan(kind),
            highWaterMark: scenario.connection.highWaterMark,
            messages: messageProgram(kind, pool), pool: pool, awaitsReplies: kind.reply.mode != .none,
            comparesReplies: kind.reply.mode == .echo, replyTimeout: kind.reply.timeout.nanoseconds,
            ping: kind.ping.map(pingProgram),
            close: CloseProgram(
                method: kind.close.method, code: kind.close.code.map(CloseCode.init(rawValue:)),
                reason: kind.close.reason, after: kind.close.after?.nanoseconds, timeout: kind.close.timeout))
    }

    private func endsByItself(_ kind: SessionKind) -> Bool {
        kind.script != nil || kind.close.after != nil || kind.messages?.count != nil || kind.messages?.duration != nil
    }

    private func connectPlan(_ kind: SessionKind) throws(HandshakeError) -> ConnectPlan {
        var random = FastRandom(seed: seed)
        let host = target.host.contains(":") ? "[\(target.host)]" : target.host
        let given = kind.headers.first { $0.name.lowercased() == "host" }
        let request = try UpgradeRequest(
            resource: target.resource, host: given?.value ?? (target.port == 80 ? host : "\(host):\(target.port)"),
            origin: kind.origin, subprotocols: kind.subprotocols,
            headers: kind.headers.filter { $0.name.lowercased() != "host" }
                .map { HTTPHeader(name: $0.name, value: $0.value) },
            key: HandshakeKey(random: &random))
        var plan = ConnectPlan(host: target.host, port: target.port, request: UpgradeRequestTemplate(request))
        let connection = scenario.connection
        plan.limits = FrameLimits(frame: scenario.limits.frame, message: scenario.limits.message)
        plan.options.noDelay = connection.noDelay
        plan.options.sendBuffer = connection.sendBuffer
        plan.options.receiveBuffer = connection.receiveBuffer
        plan.options.lowWaterMark = connection.lowWaterMark
        plan.masking = masking(kind.masking)
        plan.timeout = connection.timeout
        plan.localPorts = portsToShareOut
        plan.sources = connection.sourceAddresses.compactMap { SocketAddress(literal: $0, port: 0) }
        return plan
    }

    /// The system's range of local ports, where so many sessions come from one address that the kernel's search for a
    /// free one would slow the connects down.
    private var portsToShareOut: ClosedRange<UInt16>? {
        let perAddress = scenario.load.sessions / max(1, scenario.connection.sourceAddresses.count)
        let ports = MachineState.localPortRange()
        guard perAddress > ports.count / 4 else { return nil }
        return UInt16(clamping: ports.lowerBound)...UInt16(clamping: ports.upperBound)
    }

    private func masking(_ mode: MaskingMode) -> Masking {
        switch mode {
        case .random: .random
        // The first digits are the first byte on the wire, and a mask key is kept as it lies on the wire.
        case .fixed(let key): .fixed(MaskKey(rawValue: key.byteSwapped))
        case .zero: .zero
        case .none: .none
        }
    }

    private func payloadPool(_ plan: MessagePlan) -> PayloadPool {
        switch plan.payload {
        case .generated(let sizes): PayloadPool(generated: SizeSampler(sizes), kind: plan.kind, seed: seed)
        case .literal(let text): PayloadPool(literal: Array(text.utf8))
        case .file: PayloadPool(literal: payloadFile ?? [])
        }
    }

    private func messageProgram(_ kind: SessionKind, _ pool: PayloadPool?) -> MessageProgram? {
        guard let plan = kind.messages, let pool else { return nil }
        let schedule: MessageProgram.Schedule =
            switch plan.schedule {
            case .open(let rate): .open(interval: 1e9 / rate)
            case .closed(let inFlight): .closed(inFlight: inFlight)
            }
        let fragmentation: Fragmentation =
            switch plan.fragmentation?.cut {
            case nil: .whole
            case .frames(let range): .frames(range)
            case .bytes(let range): .bytes(range)
            }
        return MessageProgram(
            schedule: schedule, count: plan.count ?? .max, duration: plan.duration?.nanoseconds,
            opcode: plan.kind == .text ? .text : .binary, payload: pool.bytes, fixedSize: pool.fixedSize,
            places: pool.places, isWhole: plan.fragmentation == nil,
            fragmentation: fragmentation,
            pingsBetween: plan.fragmentation?.pings ?? false)
    }

    private func pingProgram(_ plan: PingPlan) -> PingProgram {
        PingProgram(
            interval: plan.interval.nanoseconds, payload: PingPayload(plan.payload),
            timeout: plan.timeout.nanoseconds, onTimeout: plan.onTimeout)
    }
}
