/// The session that users hold: the door to a `SessionCore` on its loop.
final class ClientSession: DefaultClientWebSocketSession {
    let call: WebSocketCall
    let core: SessionCore
    private let home: ClientLoop
    let actorExecutor: any SerialExecutor
    /// As its users set them; the core has a copy of its own.
    private let settings: Shared<SessionSettings>

    init(_ core: SessionCore, on home: ClientLoop, _ call: WebSocketCall) {
        self.core = core
        self.home = home
        actorExecutor = LoopSerialExecutor(home)
        self.call = call
        settings = Shared(core.plan.settings)
    }

    deinit {
        // Nobody can use the session any more.
        let core = core
        home.add(.work { core.beginClose(CloseReason(.goingAway)) })
    }

    var loop: any TaskExecutor { home }
    var incoming: IncomingFrames { IncomingFrames(session: self) }
    var outgoing: OutgoingFrames { OutgoingFrames(session: self) }

    /// Moves a task to the loop that it has come to prefer, which by itself would take effect at its next wait.
    nonisolated(nonsending) func enterLoop() async {
        if !home.isCurrent { await home.waitThrough { $0.resume(()) } }
    }

    /// Waits for the next frame; nil when either side has closed.
    nonisolated(nonsending) func receive() async throws(WebSocketError) -> Frame? {
        if home.isCurrent, home.engine.takesCall(), !Task.isCancelled, let reception = core.receiveNow() {
            return try frame(of: reception)
        }
        let core = core
        return try frame(of: await home.wait(cancelled: .failed(.cancelled), keptBy: core) { core.receive($0) })
    }

    private func frame(of reception: Reception) throws(WebSocketError) -> Frame? {
        switch reception {
        case .frame(let frame): return frame
        case .end: return nil
        case .failed(let error): throw error
        }
    }

    nonisolated(nonsending) func send(_ frame: Frame) async throws(WebSocketError) {
        let isOnLoop = home.isCurrent
        // Who sends is asked only where a message in fragments has to know.
        let sender = isOnLoop && frame.fin && core.sending == nil ? 0 : TaskNumber.current
        if isOnLoop, home.engine.takesCall(), !Task.isCancelled, let result = core.sendNow(frame, from: sender) {
            return try result.get()
        }
        let core = core
        try await home.wait(cancelled: .failure(.cancelled), keptBy: core) { core.send(frame, from: sender, $0) }.get()
    }

    nonisolated(nonsending) func flush() async throws(WebSocketError) {
        let core = core
        try await home.wait(cancelled: .failure(.cancelled), keptBy: core) { core.flush($0) }.get()
    }

    nonisolated(nonsending) func close(_ reason: CloseReason) async throws(WebSocketError) {
        try reason.validate()
        let core = core
        let hasEnded = await home.wait(cancelled: false, keptBy: core) { core.close(reason, $0) }
        if !hasEnded { throw .cancelled }
    }

    /// Closes on the way out, also of a task that is cancelled.
    nonisolated(nonsending) func closeThrough(_ reason: CloseReason) async {
        let core = core
        _ = await home.waitThrough { core.close(reason, $0) }
    }

    func terminate() {
        let core = core
        home.run { core.terminate() }
    }

    nonisolated(nonsending) var closeReason: CloseReason? {
        get async {
            let core = core
            return await home.wait(cancelled: nil, keptBy: core) { core.awaitReason($0) }
        }
    }
}

extension ClientSession {
    var maxFrameSize: Int {
        get { settings.withLock { $0.maxFrameSize } }
        set { change { $0.maxFrameSize = newValue } }
    }

    var masking: WebSocketMasking {
        get { settings.withLock { $0.masking } }
        set { change { $0.masking = newValue } }
    }

    var contentConverter: (any WebSocketContentConverter)? {
        get { settings.withLock { $0.contentConverter } }
        set { change { $0.contentConverter = newValue } }
    }

    var pingInterval: Duration? {
        get { settings.withLock { $0.pingInterval } }
        set { change { $0.pingInterval = newValue } }
    }

    var pingTimeout: Duration? {
        get { settings.withLock { $0.pingTimeout } }
        set { change { $0.pingTimeout = newValue } }
    }

    private func change(_ body: (inout SessionSettings) -> Void) {
        let (core, settings) = (core, settings)
        settings.withLock { settings in
            body(&settings)
            settings = settings.bounded
        }
        // As they are when it runs: one that had to queue takes nothing back that was changed on the loop meanwhile.
        home.run { core.take(settings.withLock { $0 }) }
    }
}
