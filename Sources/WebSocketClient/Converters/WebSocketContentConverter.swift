/// Turns values into frames and frames into values, for `sendSerialized` and `receiveDeserialized`.
public protocol WebSocketContentConverter: Sendable {
    /// Whether this converter reads such a frame.
    ///
    /// - Parameter frame: a whole message.
    /// - Returns: whether `deserialize` can be tried.
    func isApplicable(_ frame: Frame) -> Bool

    /// Reads a value.
    ///
    /// - Parameters:
    ///   - type: what is expected; an optional one where there may be nothing.
    ///   - frame: for which `isApplicable` holds.
    /// - Returns: the value.
    /// - Throws: what does not fit, best as a `DecodingError`, whose coding path the session's error shows.
    func deserialize<Value: Decodable>(_ type: Value.Type, from frame: Frame) throws -> Value

    /// Makes a frame of a value.
    ///
    /// - Parameter value: may be nil, for which a format has a word of its own, such as `null`.
    /// - Returns: a whole message.
    /// - Throws: what cannot be sent, best as an `EncodingError`.
    func serialize<Value: Encodable>(_ value: Value?) throws -> Frame
}
