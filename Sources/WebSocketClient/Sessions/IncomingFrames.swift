/// The frames that come to a session, as they come. Iterators share them: a frame goes to one of them.
public struct IncomingFrames: AsyncSequence, Sendable {
    /// Reads frames.
    public struct AsyncIterator: AsyncIteratorProtocol {
        let session: ClientSession

        /// Waits for the next frame.
        ///
        /// - Returns: nil when either side has closed.
        /// - Throws: what ended the session; `alreadyReading` where another task waits; `cancelled`.
        nonisolated(nonsending) public mutating func next() async throws(WebSocketError) -> Frame? {
            try await session.receive()
        }

        /// Waits for the next frame.
        ///
        /// - Parameter actor: on which it is waited.
        /// - Returns: nil when either side has closed.
        /// - Throws: what ended the session; `alreadyReading` where another task waits; `cancelled`.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(WebSocketError) -> Frame? {
            try await session.receive()
        }
    }

    let session: ClientSession

    /// - Returns: a reader from the next frame on.
    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(session: session) }

    /// Waits for the next frame, where one is expected.
    ///
    /// - Returns: the frame.
    /// - Throws: `closed` when either side has closed; what ended the session; `alreadyReading`; `cancelled`.
    nonisolated(nonsending) public func receive() async throws(WebSocketError) -> Frame {
        guard let frame = try await session.receive() else { throw .closed(reason: await session.closeReason) }
        return frame
    }
}
