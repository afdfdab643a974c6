/// A WebSocket that is open, or was.
///
/// It may be used from any task. A task that prefers the session's loop (`ClientWebSocketSession.loop`), as the closure
/// of `WebSocketClient.webSocket` does, uses it without a change of threads.
public protocol WebSocketSession: AnyObject, Sendable {
    /// The frames that come. One task reads them at a time.
    ///
    /// As many bytes as the client's `inboundBufferLimit` are read ahead; then the server is held back by TCP. The
    /// sequence ends when either side has closed. Where the session ends otherwise, it throws, as often as it is asked.
    var incoming: IncomingFrames { get }

    /// Takes the frames that go, from any number of tasks.
    var outgoing: OutgoingFrames { get }

    /// The reason of the close frame that was first, the server's or the one that the user sent, once it came or the session
    /// has ended. Nil where the session ended without one, where that had no code, and where the waiting task is cancelled;
    /// also where this side closed for what the server did (1002, 1007, 1009) or for a failed extension, which is the error
    /// that `incoming` throws.
    nonisolated(nonsending) var closeReason: CloseReason? { get async }

    /// The most bytes of a message that is taken, and of each of its frames; what is longer ends the session with 1009.
    /// A change holds from the next frame on.
    var maxFrameSize: Int { get set }

    /// How frames are masked, from the next one on.
    var masking: WebSocketMasking { get set }

    /// Turns values into frames and back, for `sendSerialized` and `receiveDeserialized`; nil: there is none.
    var contentConverter: (any WebSocketContentConverter)? { get set }

    /// Sends a frame.
    ///
    /// It returns when the frame is among the bytes that wait for the kernel. Where those are more than the client's
    /// `outboundBufferLimit`, it waits until the kernel has taken them. Frames of one task leave in their order. A frame
    /// with `fin == false` begins a message, or goes on with it, and only the task that began it can; data frames of
    /// other tasks wait for its end, while control frames pass (RFC 6455, section 5.4). A task that leaves its message
    /// open keeps them waiting until the session ends.
    ///
    /// - Parameter frame: one that may be sent; a close frame is as `close`, without waiting for the server.
    /// - Throws: `closed` or the session's error where it is too late, what is wrong with the frame, `cancelled`: the
    ///   frame is then not sent.
    nonisolated(nonsending) func send(_ frame: Frame) async throws(WebSocketError)

    /// Closes the session (section 7.1.2): sends a close frame behind all that was sent, and waits for the server to
    /// answer and to end the connection, at most for the client's `closeTimeout`. Later calls wait with the first.
    /// What comes meanwhile can still be read, up to the first frame for which `inboundBufferLimit` has no room. Where the
    /// server ends the connection without a close frame of its own, or is cut, this returns all the same, and `incoming`
    /// throws.
    ///
    /// - Parameter reason: default `normal`.
    /// - Throws: `closeCodeNotSendable` or `controlFrameTooLong` for the reason; `cancelled`, while the closing goes on.
    nonisolated(nonsending) func close(_ reason: CloseReason) async throws(WebSocketError)

    /// Waits until all that was sent before is with the kernel, whatever others send meanwhile.
    ///
    /// - Throws: the session's end, where it comes first; `cancelled`.
    nonisolated(nonsending) func flush() async throws(WebSocketError)

    /// Cuts the connection at once, without a close frame; what waits to be sent is lost. `incoming` throws.
    func terminate()
}

extension WebSocketSession {
    /// Sends a text message.
    ///
    /// - Parameter text: the whole message.
    /// - Throws: as `send` of a frame.
    nonisolated(nonsending) public func send(_ text: String) async throws(WebSocketError) {
        try await send(.text(text))
    }

    /// Sends a message of bytes.
    ///
    /// - Parameter bytes: the whole message.
    /// - Throws: as `send` of a frame.
    nonisolated(nonsending) public func send(_ bytes: [UInt8]) async throws(WebSocketError) {
        try await send(.binary(bytes))
    }

    /// Closes the session with code 1000.
    ///
    /// - Throws: `cancelled`, while the closing goes on.
    nonisolated(nonsending) public func close() async throws(WebSocketError) { try await close(CloseReason()) }
}
