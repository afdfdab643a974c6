/// A frame whose content does not fit the type that was asked for.
public struct ContentMismatch: Sendable, Hashable {
    /// The type that was asked for.
    public var type: String
    /// Where in the content it does not fit, such as `items[2].price`; empty for the whole.
    public var path: String
    /// What does not fit, in words.
    public var problem: String
    /// What came, so that it is not lost.
    public var frame: Frame

    /// - Parameters:
    ///   - type: that was asked for.
    ///   - path: where in the content; default the whole.
    ///   - problem: in words.
    ///   - frame: that came.
    public init(type: String, path: String = "", problem: String, frame: Frame) {
        self.type = type
        self.path = path
        self.problem = problem
        self.frame = frame
    }
}

extension ContentMismatch: CustomStringConvertible {
    /// The content is shown by its first 80 bytes.
    public var description: String {
        let place = path.isEmpty ? "" : ", at \(path)"
        let start = String(decoding: frame.data.prefix(80), as: UTF8.self).debugDescription
        return "a \(frame) cannot be read as \(type)\(place): \(problem); it begins with \(start)"
    }
}
