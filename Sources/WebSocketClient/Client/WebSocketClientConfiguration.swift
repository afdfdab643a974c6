import Logging

/// What holds for all sessions of a client. A number beyond the bounds of its property counts as the nearest bound, and
/// a duration of more than a hundred years as so many.
public struct WebSocketClientConfiguration: Sendable {
    /// Between two pings of a session; default nil: none are sent. Pings find out that a peer is gone which said nothing,
    /// at the cost of waking both sides. At least 1 ms.
    public var pingInterval: Duration?
    /// How long nothing may come after a ping, before the session ends with the cause `pingTimeout`; default nil: twice
    /// the interval. While the reader is slow, so that the answer cannot be read, it is enough that the ping has arrived.
    /// At least 1 ms.
    public var pingTimeout: Duration?
    /// The most bytes of a message that is taken, and of each of its frames; default 16 MiB. A message is held whole, so
    /// that this bounds memory. What is longer ends the session with 1009. At least 0, which takes empty messages only.
    public var maxFrameSize = 16 << 20
    /// How frames are masked; default `random`, as RFC 6455 section 5.3 asks of clients.
    public var masking = WebSocketMasking.random
    /// Turns values into frames and back; default nil: there is none.
    public var contentConverter: (any WebSocketContentConverter)?
    /// What is offered in default sessions, in this order; default none.
    public var extensions = WebSocketExtensions()
    /// Event loops, among which sessions take turns; default 1, which serves thousands of sessions. More use more cores.
    /// At least 1.
    public var threads = 1
    /// From the lookup to the end of the opening handshake; default 10 s. At least 0, in which nothing is opened.
    public var connectTimeout = Duration.seconds(10)
    /// How long the server has to answer a close frame and to end the connection, before it is cut, whichever side closes
    /// first and for whatever reason; default 5 s. At least 0, which does not wait.
    public var closeTimeout = Duration.seconds(5)
    /// Bytes of messages that are read before somebody wants them, as they are when inflated; default 1 MiB. The message
    /// that goes beyond it still comes, so that a session holds at most this, one `maxFrameSize` and 256 KiB of what was
    /// read behind it. Then the server is held back, until less than half is left. Only of a connection that a send has
    /// found broken all is read that the kernel still has, as much as its receive buffer takes (`net.ipv4.tcp_rmem`, 6 MiB
    /// by default). More smooths bursts, for memory. At least 1 KiB.
    public var inboundBufferLimit = 1 << 20
    /// Bytes of a session that wait for the kernel before senders wait; default 1 MiB, and one frame more. At least
    /// 0, with which each frame waits until the one before is with the kernel.
    public var outboundBufferLimit = 1 << 20
    /// For sessions with TLS; a request may have its own.
    public var tls = WebSocketTLS()
    /// Whether the closure of `webSocket` runs on the session's loop, where nothing has to change threads; default true.
    /// To be set to false where it blocks or computes for long, which would hold up the other sessions of the loop.
    public var prefersLoop = true
    /// Is told what becomes of sessions, never of messages; default nil: nothing is logged.
    ///
    /// - `debug`: that a session opens (`ws.host`, `ws.port`, `ws.path` without the query, `ws.tls`); that it is open
    ///   (`ws.subprotocol`, which of those offered, from 1; `ws.extensions`, `ws.tls.version`) or could not be opened
    ///   (`ws.error`, `ws.problem`); each close frame (`ws.close.code`, `ws.close.reason`, `ws.close.begun_by`: `client` or
    ///   `server`); the end, which is a close (`ws.close.code`, `ws.close.reason`) or not (`ws.error`, `ws.problem`). The
    ///   program is told all that by what it calls, too.
    /// - `trace`: a ping of `pingInterval`, and its pong (`ws.ping`, a number).
    /// - `info`: a try that failed and is followed by another (`ws.attempt`, `ws.delay`, `ws.error`, `ws.problem`;
    ///   `ws.host`, `ws.port`, `ws.path`), for `webSocketWithRetry`: the program is told of the last error only.
    ///
    /// All of a session has `ws.session`, a number that no other session of the client has. A key is left out where there
    /// is nothing to say. `ws.error` is a short stable name, such as `status-401`, `stream-ended` or `ping-timeout`.
    ///
    /// Headers, cookies, credentials, queries, names of subprotocols, contents of messages and what a refusing server says
    /// are not logged. The path and the words of a close frame are, in quotes and with escapes, so that they make no line
    /// of their own; that no secret stands in a path is up to the program. The handler is called by the task that opens,
    /// and then on the session's loop, which it must not block.
    public var logger: Logger?

    /// Everything at its default.
    public init() {}
}
