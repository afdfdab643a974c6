/// An IPv4 or IPv6 address as a number, so that ranges can be counted through.
struct IPAddress: Sendable, Hashable {
    enum Family: Sendable, Hashable {
        case v4
        case v6

        var bits: Int { self == .v4 ? 32 : 128 }
    }

    var family: Family
    var value: UInt128

    init(family: Family, value: UInt128) {
        self.family = family
        self.value = value
    }

    /// Reads dotted decimal, or IPv6 text (RFC 4291, section 2.2) without brackets and zone.
    init?(_ text: String) {
        if let value = Self.parseV4(text[...]) {
            self.init(family: .v4, value: UInt128(value))
        } else if let value = Self.parseV6(text) {
            self.init(family: .v6, value: value)
        } else {
            return nil
        }
    }

    /// True where no connection can come from this address: unspecified, multicast, or broadcast.
    var isUnusableAsSource: Bool {
        switch family {
        case .v4: value >> 24 == 0 || value >> 28 == 0xE || value == 0xFFFF_FFFF
        case .v6: value == 0 || value >> 120 == 0xFF
        }
    }

    private static func parseV4(_ text: Substring) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard part.utf8.allSatisfy(\.isDigit), part == "0" || part.first != "0", let byte = UInt8(part) else {
                return nil
            }
            value = value << 8 | UInt32(byte)
        }
        return value
    }

    private static func parseV6(_ text: String) -> UInt128? {
        guard let gap = text.firstRange(of: "::") else {
            guard let groups = groups(text[...]), groups.count == 8 else { return nil }
            return number(groups)
        }
        guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
            head.count + tail.count < 8, head.isEmpty || !text[..<gap.lowerBound].contains(".")
        else { return nil }
        return number(head + [UInt16](repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    private static func number(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }

    /// Groups of four hexadecimal digits, the last two perhaps as an IPv4 address.
    private static func groups(_ text: Substring) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var end: [UInt16] = []
        if let last = parts.last, last.contains(".") {
            guard let v4 = parseV4(last) else { return nil }
            end = [UInt16(v4 >> 16), UInt16(v4 & 0xFFFF)]
            parts.removeLast()
        }
        var groups: [UInt16] = []
        for part in parts {
            guard (1...4).contains(part.utf8.count), part.utf8.allSatisfy(\.isHexDigit),
                let group = UInt16(part, radix: 16)
            else { return nil }
            groups.append(group)
        }
        return groups + end
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted decimal, or the canonical text of RFC 5952.
    var description: String {
        guard family == .v6 else {
            return (0..<4).reversed().map { String(value >> ($0 * 8) & 0xFF) }.joined(separator: ".")
        }
        let groups = (0..<8).reversed().map { UInt16(truncatingIfNeeded: value >> ($0 * 16)) }
        let gap = Self.longestZeros(groups)
        let text = { (range: Range<Int>) in groups[range].map { String($0, radix: 16) }.joined(separator: ":") }
        return gap.count < 2 ? text(0..<8) : text(0..<gap.lowerBound) + "::" + text(gap.upperBound..<8)
    }

    private static func longestZeros(_ groups: [UInt16]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 { start = index + 1 }
            if index + 1 - start > longest.count { longest = start..<index + 1 }
        }
        return longest
    }
}
