import FoundationEssentials

/// JSON by Foundation's coders.
public struct JSONContentConverter: WebSocketContentConverter {
    /// What values are sent as.
    public enum FrameKind: Sendable, Hashable {
        /// Text frames, as most servers expect JSON.
        case text
        /// Binary frames.
        case binary

        fileprivate var kind: Frame.Kind { self == .text ? .text : .binary }
    }

    private let encoder: JSONEncoder
    private let decoder: JSONDecoder
    private let sent: FrameKind
    private let read: Set<Frame.Kind>

    /// - Parameters:
    ///   - encoder: with its strategies for dates, data and keys. It must not be changed afterwards, for sessions on
    ///     several threads use it. Default: Foundation's.
    ///   - decoder: likewise.
    ///   - frames: what values are sent as; default text.
    ///   - readsBoth: whether frames of the other kind are read too; default true.
    public init(
        encoder: JSONEncoder = JSONEncoder(), decoder: JSONDecoder = JSONDecoder(), frames: FrameKind = .text,
        readsBoth: Bool = true
    ) {
        self.encoder = encoder
        self.decoder = decoder
        sent = frames
        read = readsBoth ? [.text, .binary] : [frames.kind]
    }

    /// Whether the frame is of a kind that is read.
    ///
    /// - Parameter frame: a whole message.
    /// - Returns: true for text and binary frames, unless `readsBoth` is false.
    public func isApplicable(_ frame: Frame) -> Bool { read.contains(frame.kind) }

    /// Reads JSON.
    ///
    /// - Parameters:
    ///   - type: what is expected.
    ///   - frame: with the whole document.
    /// - Returns: the value.
    /// - Throws: a `DecodingError`.
    public func deserialize<Value: Decodable>(_ type: Value.Type, from frame: Frame) throws -> Value {
        try decoder.decode(type, from: Data(frame.data))
    }

    /// Writes JSON.
    ///
    /// - Parameter value: nil becomes `null`.
    /// - Returns: a frame with the whole document.
    /// - Throws: an `EncodingError`.
    public func serialize<Value: Encodable>(_ value: Value?) throws -> Frame {
        // Without the optional around it a value is found where an encoder looks at types, as for dates.
        let data = if let value { try encoder.encode(value) } else { try encoder.encode(value) }
        return Frame(sent.kind, data: Array(data))
    }
}
