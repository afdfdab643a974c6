extension WebSocketContentConverter {
    /// Makes a frame, with the session's error where that fails.
    func frame<Value: Encodable>(of value: Value) throws(WebSocketError) -> Frame {
        do {
            return try serialize(value)
        } catch EncodingError.invalidValue(_, let context) {
            throw .notEncodable(
                type: "\(Value.self)", path: context.codingPath.text, problem: context.debugDescription)
        } catch let error as WebSocketError {
            throw error
        } catch {
            throw .notEncodable(type: "\(Value.self)", path: "", problem: "\(error)")
        }
    }

    /// Reads a frame, with the session's error where that fails.
    func value<Value: Decodable>(_ type: Value.Type, of frame: Frame) throws(WebSocketError) -> Value {
        guard isApplicable(frame) else { throw .notConvertible(frame, type: "\(type)") }
        do {
            return try deserialize(type, from: frame)
        } catch let error as DecodingError {
            throw .notDecodable(ContentMismatch(error, type: "\(type)", frame: frame))
        } catch let error as WebSocketError {
            throw error
        } catch {
            throw .notDecodable(ContentMismatch(type: "\(type)", problem: "\(error)", frame: frame))
        }
    }
}

extension ContentMismatch {
    fileprivate init(_ error: DecodingError, type: String, frame: Frame) {
        let problem: String
        let path: [any CodingKey]
        switch error {
        case .typeMismatch(let expected, let context):
            problem = "\(expected) is expected; \(context.debugDescription)"
            path = context.codingPath
        case .valueNotFound(let expected, let context):
            problem = "\(expected) is expected and there is none; \(context.debugDescription)"
            path = context.codingPath
        case .keyNotFound(let key, let context):
            problem = "the key is missing"
            path = context.codingPath + [key]
        case .dataCorrupted(let context):
            problem = context.debugDescription
            path = context.codingPath
        @unknown default:
            problem = "\(error)"
            path = []
        }
        self.init(type: type, path: path.text, problem: problem, frame: frame)
    }
}

extension [any CodingKey] {
    /// Such as `items[2].price`.
    fileprivate var text: String {
        reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
