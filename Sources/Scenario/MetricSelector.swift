/// A key of `thresholds`: `ws_msg_rtt{scenario:chat,room:lobby}`.
struct MetricSelector {
    var name: String
    /// With the place of each in the text.
    var tags: [(name: String, value: String, range: Range<Int>)] = []

    static func parse(_ text: String) throws(TextFault) -> MetricSelector {
        let bytes = Array(text.utf8)
        guard let open = bytes.firstIndex(of: UInt8(ascii: "{")) else {
            return MetricSelector(name: trimmed(bytes[...]))
        }
        var selector = MetricSelector(name: trimmed(bytes[..<open]))
        guard bytes.last == UInt8(ascii: "}") else {
            throw TextFault("the tags are never closed", help: example, range: open..<bytes.count)
        }
        let inside = bytes[open + 1..<bytes.count - 1]
        for part in inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            let range = part.startIndex..<part.endIndex
            guard let colon = part.firstIndex(of: UInt8(ascii: ":")) else {
                throw TextFault(
                    "a tag is a name and a value with \":\" between", help: example,
                    range: range.isEmpty ? open..<bytes.count : range)
            }
            let name = trimmed(part[..<colon])
            if selector.tags.contains(where: { $0.name == name }) {
                throw TextFault("the tag \"\(name)\" stands there twice", range: range)
            }
            let value = trimmed(part[(colon + 1)...])
            selector.tags.append((name, value, range))
        }
        return selector
    }

    private static let example = "such as \"ws_msg_rtt{scenario:chat}\""

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        let start = bytes.drop { $0 == UInt8(ascii: " ") }
        let end = start.lastIndex { $0 != UInt8(ascii: " ") }.map { $0 + 1 } ?? start.startIndex
        return String(decoding: start[..<end], as: UTF8.self)
    }
}
