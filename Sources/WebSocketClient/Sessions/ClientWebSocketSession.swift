/// A client's session. Opened as a raw one it leaves everything to its user: each frame is handed out as it came, also
/// pings, pongs, fragments and close frames, text is not checked, and nothing is answered. Extensions are not offered.
public protocol ClientWebSocketSession: WebSocketSession {
    /// The opening handshake.
    var call: WebSocketCall { get }

    /// The thread on which the session lives. A task that prefers it, such as `Task(executorPreference: session.loop)`,
    /// reads and writes without a change of threads. What blocks the thread holds up all sessions on it.
    var loop: any TaskExecutor { get }

    /// The same for actors: one that keeps the session and has this executor as its `unownedExecutor` lives on the
    /// session's thread.
    var actorExecutor: any SerialExecutor { get }
}
