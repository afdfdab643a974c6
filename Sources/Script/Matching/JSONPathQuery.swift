import Scenario

/// A JSON path, compiled: finds its value in one pass forward over the bytes of a message, without a tree and without
/// allocating.
///
/// The text is read up to the value that is accepted; what stands behind it is not looked at. Containers that are
/// skipped may be nested 128 deep.
package struct JSONPathQuery: Sendable {
    /// How a search ended.
    package enum Outcome: Equatable, Sendable {
        /// The first value that was accepted.
        case found(JSONValue)
        /// The text is JSON, and nothing on the path was accepted.
        case absent
        /// What was read is not JSON (RFC 8259).
        case malformed
    }

    private enum Step {
        /// A range of `keys`.
        case key(Range<Int>)
        case index(Int)
        case wildcard
    }

    private enum Progress {
        case found(JSONValue)
        /// Not in this value; the scanner stands behind it.
        case absent
        case malformed
    }

    private let steps: [Step]
    private let keys: [UInt8]

    /// Compiles a path.
    package init(_ path: JSONPath) {
        var keys: [UInt8] = []
        steps = path.components.map { component in
            switch component {
            case .key(let name):
                keys += Array(name.utf8)
                return .key((keys.count - name.utf8.count)..<keys.count)
            case .index(let index): return .index(index)
            case .wildcard: return .wildcard
            }
        }
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
        var scanner = JSONScanner()
        switch search(text, &scanner, step: 0, accept) {
        case .found(let value): return .found(value)
        case .malformed: return .malformed
        case .absent:
            scanner.skipBlanks(text)
            return scanner.position == text.byteCount ? .absent : .malformed
        }
    }

    private func search(
        _ text: RawSpan, _ scanner: inout JSONScanner, step: Int, _ accept: (JSONValue) -> Bool
    ) -> Progress {
        scanner.skipBlanks(text)
        guard step < steps.count else {
            guard let value = scanner.value(text) else { return .malformed }
            return accept(value) ? .found(value) : .absent
        }
        let opening = scanner.peek(text)
        switch steps[step] {
        case .key where opening == UInt8(ascii: "{"), .wildcard where opening == UInt8(ascii: "{"):
            return searchObject(text, &scanner, step: step, accept)
        case .index where opening == UInt8(ascii: "["), .wildcard where opening == UInt8(ascii: "["):
            return searchArray(text, &scanner, step: step, accept)
        default: return scanner.skipValue(text) ? .absent : .malformed
        }
    }

    private func searchObject(
        _ text: RawSpan, _ scanner: inout JSONScanner, step: Int, _ accept: (JSONValue) -> Bool
    ) -> Progress {
        scanner.position += 1
        scanner.skipBlanks(text)
        if scanner.take(UInt8(ascii: "}"), text) { return .absent }
        repeat {
            guard let key = scanner.key(text) else { return .malformed }
            if leadsOn(key, text, step: step) {
                let progress = search(text, &scanner, step: step + 1, accept)
                guard case .absent = progress else { return progress }
            } else if !scanner.skipValue(text) {
                return .malformed
            }
            scanner.skipBlanks(text)
        } while scanner.take(UInt8(ascii: ","), text)
        return scanner.take(UInt8(ascii: "}"), text) ? .absent : .malformed
    }

    private func searchArray(
        _ text: RawSpan, _ scanner: inout JSONScanner, step: Int, _ accept: (JSONValue) -> Bool
    ) -> Progress {
        scanner.position += 1
        scanner.skipBlanks(text)
        if scanner.take(UInt8(ascii: "]"), text) { return .absent }
        var wanted: Int?
        if case .index(let index) = steps[step] { wanted = index }
        var index = 0
        repeat {
            if wanted == nil || wanted == index {
                let progress = search(text, &scanner, step: step + 1, accept)
                guard case .absent = progress else { return progress }
            } else {
                scanner.skipBlanks(text)
                guard scanner.skipValue(text) else { return .malformed }
            }
            index += 1
            scanner.skipBlanks(text)
        } while scanner.take(UInt8(ascii: ","), text)
        return scanner.take(UInt8(ascii: "]"), text) ? .absent : .malformed
    }

    @inline(__always)
    private func leadsOn(_ key: JSONValue, _ text: RawSpan, step: Int) -> Bool {
        guard case .key(let range) = steps[step] else { return true }
        // Escapes only make a key longer than what it stands for.
        guard key.hasEscapes ? key.range.count > range.count : key.range.count == range.count else { return false }
        let name = text.extracting(key.range)
        return keys.withRawSpan { keys in
            let wanted = keys.extracting(range)
            return key.hasEscapes ? JSONEscapes.equals(name, wanted) : name.equals(wanted)
        }
    }
}
