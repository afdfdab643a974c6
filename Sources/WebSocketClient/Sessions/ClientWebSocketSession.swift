/// A client's session. Opened as a raw one it leaves frames to its user: each is handed out as it came, also pings, pongs,
/// fragments and close frames, text is not checked, and none is answered. Extensions are not offered.
///
/// What is no frame that a server may send ends a raw session, too, as it ends a default one: `incoming` throws, and the
/// server is told so with 1002, 1007 or 1009. That is a masked frame, an opcode that does not exist, a length that
/// is not in its shortest form, a fragment out of turn, a control frame in fragments or of more than 125 bytes, a close
/// frame whose code or text cannot be, and a frame of more than `maxFrameSize`.
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
