import Scenario

/// How a stamped message is found in what the server sends, compiled.
package enum CompiledWrapping: Sendable {
    /// It is what the server sends.
    case none
    /// It is somewhere in it.
    case anyhow
    /// It is the string, or the value, that the query finds.
    case json(JSONPathQuery)

    /// Compiles what stands beside `join`.
    package init(_ wrapping: MessageWrapping) {
        switch wrapping {
        case .none: self = .none
        case .anyhow: self = .anyhow
        case .json(let path): self = .json(JSONPathQuery(path))
        }
    }

    /// Whether a message is as it was sent, but for what the server puts around it.
    ///
    /// - Parameters:
    ///   - received: what the server sent, whole.
    ///   - reader: has just read its stamp.
    ///   - inner: reads stamps of what is inside.
    ///   - scratch: of the worker.
    /// - Returns: false also where there is no such value.
    package func isWhole(
        _ received: RawSpan, _ reader: StampReader, inner: inout StampReader, _ scratch: ScriptScratch
    ) -> Bool {
        switch self {
        case .none: return reader.isWhole(received)
        case .anyhow: return true
        case .json(let query):
            guard case .found(let value) = query.search(received) else { return false }
            let text = received.extracting(value.range)
            guard value.hasEscapes else { return CompiledWrapping.isWhole(text, &inner) }
            scratch.value.removeAll(keepingCapacity: true)
            JSONEscapes.append(text, to: &scratch.value)
            return scratch.value.withRawSpan { CompiledWrapping.isWhole($0, &inner) }
        }
    }

    private static func isWhole(_ message: RawSpan, _ reader: inout StampReader) -> Bool {
        guard case .stamped(_, isIntact: true) = reader.read(message) else { return false }
        return reader.isWhole(message)
    }
}
