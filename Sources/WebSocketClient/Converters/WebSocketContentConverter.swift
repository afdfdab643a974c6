/// Turns values into frames and back.
public protocol WebSocketContentConverter: Sendable {
    /// Whether `deserialize` takes such a frame.
    func isApplicable(_ frame: Frame) -> Bool

    /// A frame for a value.
    func serialize<Value: Encodable>(_ value: Value?) throws -> Frame

    /// The value in a frame.
    func deserialize<Value: Decodable>(_ type: Value.Type, from frame: Frame) throws -> Value
}
