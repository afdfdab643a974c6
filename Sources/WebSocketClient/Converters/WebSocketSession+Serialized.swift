extension WebSocketSession {
    /// Sends a value as one message, by the session's `contentConverter`.
    ///
    /// - Parameter value: may be an optional one that is nil.
    /// - Throws: `noConverter`; `notEncodable`; as `send` of a frame.
    nonisolated(nonsending) public func sendSerialized<Value: Encodable>(
        _ value: Value
    ) async throws(WebSocketError) {
        guard let contentConverter else { throw .noConverter(type: "\(Value.self)") }
        try await send(try contentConverter.frame(of: value))
    }

    /// Waits for the next message and reads it as a value, by the session's `contentConverter`.
    ///
    /// - Parameter type: what is expected; by default what the value is used as.
    /// - Returns: the value.
    /// - Throws: `noConverter`; `notConvertible` for a frame that the converter does not read; `notDecodable` with what
    ///   did not fit and the frame; `closed` when either side has closed; as `incoming`.
    nonisolated(nonsending) public func receiveDeserialized<Value: Decodable>(
        as type: Value.Type = Value.self
    ) async throws(WebSocketError) -> Value {
        guard let contentConverter else { throw .noConverter(type: "\(type)") }
        return try contentConverter.value(type, of: try await incoming.receive())
    }
}
