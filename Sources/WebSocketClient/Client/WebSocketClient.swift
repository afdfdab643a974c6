import Synchronization

/// Opens WebSockets. One client serves a whole program, from any task.
///
/// Its event loops start with the first session and end when neither the client nor a session is held any more.
public final class WebSocketClient: Sendable {
    let configuration: WebSocketClientConfiguration
    private let loops: LoopPool
    private let contexts = TLSContextCache()
    /// Numbers the sessions in the log.
    private let sessionCount = Atomic<Int>(0)

    /// - Parameter configure: changes the defaults; default not at all.
    public init(_ configure: (inout WebSocketClientConfiguration) -> Void = { _ in }) {
        var configuration = WebSocketClientConfiguration()
        configure(&configuration)
        self.configuration = configuration
        loops = LoopPool(count: configuration.threads)
    }

    /// Closes all sessions with code 1001 and waits for their ends, each at most for `closeTimeout`; those that are being
    /// opened are given up. Sessions cannot be opened afterwards. A second call waits for what still closes.
    nonisolated(nonsending) public func close() async {
        var closing: [(loop: ClientLoop, sessions: [SessionCore])] = []
        for loop in loops.close() {
            let engine = loop.engine
            closing.append((loop, await loop.waitThrough { $0.resume(engine.closeSessions()) }))
        }
        // All close by now, so that this takes as long as the slowest.
        for (loop, sessions) in closing {
            for session in sessions {
                _ = await loop.waitThrough { session.close(CloseReason(.goingAway), $0) }
            }
        }
    }

    /// Opens a session at a place.
    nonisolated(nonsending) func open(
        _ place: WebSocketPlace, isRaw: Bool, _ request: (inout WebSocketRequest) -> Void
    ) async throws(WebSocketError) -> ClientSession {
        var asked = WebSocketRequest()
        if let credentials = place.credentials {
            asked.basicAuth(user: credentials.user, password: credentials.password)
        }
        request(&asked)
        let log = configuration.logger.map {
            SessionLog(logger: $0, number: sessionCount.add(1, ordering: .relaxed).newValue)
        }
        log?.opening(place)
        do throws(WebSocketError) {
            return try await connect(asked, to: place, isRaw: isRaw, log)
        } catch {
            log?.openingFailed(error)
            throw error
        }
    }

    private nonisolated(nonsending) func connect(
        _ asked: WebSocketRequest, to place: WebSocketPlace, isRaw: Bool, _ log: SessionLog?
    ) async throws(WebSocketError) -> ClientSession {
        let plan = try SessionPlan(asked, to: place, isRaw: isRaw, configuration, contexts)
        let loop = try loops.next()
        let core = SessionCore(plan, on: loop.engine, log: log)
        let opening = await loop.wait(cancelled: .failure(.cancelled)) { core.connect($0) }
        do throws(WebSocketError) {
            return ClientSession(core, on: loop, try opening.get())
        } catch {
            loop.add(.work { core.abandonOpening() })
            throw error
        }
    }

    /// Opens a session for as long as the closure runs.
    nonisolated(nonsending) func use<Result>(
        _ place: WebSocketPlace, isRaw: Bool, _ request: (inout WebSocketRequest) -> Void,
        _ body: nonisolated(nonsending) (ClientSession) async throws -> Result
    ) async throws -> Result {
        let session = try await open(place, isRaw: isRaw, request)
        do {
            let result =
                if configuration.prefersLoop {
                    try await withTaskExecutorPreference(session.loop) {
                        await session.enterLoop()
                        return try await body(session)
                    }
                } else {
                    try await body(session)
                }
            await session.closeThrough(CloseReason(Task.isCancelled ? .goingAway : .normal))
            return result
        } catch {
            await session.closeThrough(CloseReason(.goingAway))
            throw error
        }
    }
}
