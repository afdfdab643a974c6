import Scenario

/// A JSON path, compiled: finds its value in one pass forward over the bytes of a message, without a tree and without
/// allocating.
///
/// The text is read up to the value that is accepted; what stands behind it is not looked at. Containers that are
/// skipped may be nested 128 deep.
package final class JSONPathQuery: Sendable {
    /// How a search ended.
    package enum Outcome: Equatable, Sendable {
        /// The first value that was accepted.
        case found(JSONValue)
        /// The text is JSON, and nothing on the path was accepted.
        case absent
        /// What was read is not JSON (RFC 8259).
        case malformed
    }

    private enum Progress {
        case found(JSONValue)
        /// Not in the value that ends here.
        case absent(end: Int)
        case malformed
    }

    private let steps: [JSONPathStep]
    private let keys: [UInt8]

    /// Compiles a path.
    package init(_ path: JSONPath) {
        var keys: [UInt8] = []
        steps = path.components.map { JSONPathStep($0, keys: &keys) }
        self.keys = keys
    }

    /// Searches a text.
    ///
    /// - Parameters:
    ///   - text: of a whole message.
    ///   - accept: is asked about each value on the path, in the order of the text, until it says true. There may be
    ///     several: by wildcards, and by keys that stand twice in one object.
    /// - Returns: the first value that was accepted, or why there is none.
    package func search(_ text: RawSpan, accept: (JSONValue) -> Bool = { _ in true }) -> Outcome {
        switch search(text, from: 0, step: 0, accept) {
        case .found(let value): return .found(value)
        case .malformed: return .malformed
        case .absent(let end):
            var scanner = JSONScanner(position: end)
            scanner.skipBlanks(text)
            return scanner.position == text.byteCount ? .absent : .malformed
        }
    }

    private func search(_ text: RawSpan, from start: Int, step: Int, _ accept: (JSONValue) -> Bool) -> Progress {
        var scanner = JSONScanner(position: start)
        scanner.skipBlanks(text)
        guard step < steps.count else {
            guard let value = scanner.value(text) else { return .malformed }
            return accept(value) ? .found(value) : .absent(end: scanner.position)
        }
        let opening = scanner.peek(text)
        let step = (index: step, itself: steps[step])
        if opening == UInt8(ascii: "{"), step.itself.isForObjects {
            return searchObject(text, from: scanner.position &+ 1, step, accept)
        }
        if opening == UInt8(ascii: "["), step.itself.isForArrays {
            return searchArray(text, from: scanner.position &+ 1, step, accept)
        }
        return scanner.skipValue(text) ? .absent(end: scanner.position) : .malformed
    }

    private func searchObject(
        _ text: RawSpan, from start: Int, _ step: (index: Int, itself: JSONPathStep), _ accept: (JSONValue) -> Bool
    ) -> Progress {
        var scanner = JSONScanner(position: start)
        scanner.skipBlanks(text)
        if scanner.take(UInt8(ascii: "}"), text) { return .absent(end: scanner.position) }
        repeat {
            scanner.skipBlanks(text)
            guard let key = scanner.key(text) else { return .malformed }
            if step.itself.takes(key, text, keys: keys) {
                let progress = search(text, from: scanner.position, step: step.index + 1, accept)
                guard case .absent(let end) = progress else { return progress }
                scanner.position = end
            } else if !scanner.skipValue(text) {
                return .malformed
            }
            scanner.skipBlanks(text)
        } while scanner.take(UInt8(ascii: ","), text)
        return scanner.take(UInt8(ascii: "}"), text) ? .absent(end: scanner.position) : .malformed
    }

    private func searchArray(
        _ text: RawSpan, from start: Int, _ step: (index: Int, itself: JSONPathStep), _ accept: (JSONValue) -> Bool
    ) -> Progress {
        var scanner = JSONScanner(position: start)
        scanner.skipBlanks(text)
        if scanner.take(UInt8(ascii: "]"), text) { return .absent(end: scanner.position) }
        var index = 0
        repeat {
            scanner.skipBlanks(text)
            if step.itself.takes(index) {
                let progress = search(text, from: scanner.position, step: step.index + 1, accept)
                guard case .absent(let end) = progress else { return progress }
                scanner.position = end
            } else if !scanner.skipValue(text) {
                return .malformed
            }
            index += 1
            scanner.skipBlanks(text)
        } while scanner.take(UInt8(ascii: ","), text)
        return scanner.take(UInt8(ascii: "]"), text) ? .absent(end: scanner.position) : .malformed
    }
}
