/// Where the frames of a session go.
public struct OutgoingFrames: Sendable {
    let session: ClientSession

    /// Sends a frame, as `WebSocketSession.send` does: it waits while the socket is slow.
    ///
    /// - Parameter frame: one that may be sent.
    /// - Throws: as `WebSocketSession.send`.
    nonisolated(nonsending) public func send(_ frame: Frame) async throws(WebSocketError) {
        try await session.send(frame)
    }
}
