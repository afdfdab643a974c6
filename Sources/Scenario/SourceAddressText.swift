/// Source addresses as a scenario writes them: one address, "127.0.0.2-127.0.0.20", or "127.0.1.0/28".
enum SourceAddressText {
    /// More addresses than these are of no use to one machine.
    static let maximumCount = 65_536

    static let tooMany = TextFault("more than \(maximumCount.grouped) source addresses", help: "write a smaller range")

    /// All addresses that the text stands for, in order.
    static func parse(_ text: String) throws(TextFault) -> [IPAddress] {
        if text.contains("%") {
            throw TextFault("a source address has no zone", help: "write a global, unique local or IPv4 address")
        }
        if let slash = text.firstIndex(of: "/") {
            return try parseBlock(text, prefix: text[text.index(after: slash)...], address: text[..<slash])
        }
        guard let dash = text.firstIndex(of: "-") else { return try expand(address(text[...], in: text), count: 0) }
        let first = try address(text[..<dash], in: text)
        let last = try address(text[text.index(after: dash)...], in: text)
        guard first.family == last.family else {
            throw TextFault("a range goes from IPv4 to IPv4 or from IPv6 to IPv6")
        }
        guard first.value <= last.value else {
            throw TextFault("the range is upside down", help: "write \"\(last)-\(first)\"")
        }
        return try expand(first, count: last.value - first.value)
    }

    private static func parseBlock(
        _ text: String, prefix: Substring, address part: Substring
    ) throws(TextFault) -> [IPAddress] {
        let base = try address(part, in: text)
        let bits = base.family.bits
        guard prefix.utf8.allSatisfy(\.isDigit), let length = Int(prefix), length <= bits else {
            throw TextFault(
                "\"\(prefix)\" is not the length of a prefix", help: "after the \"/\" stands a number from 0 to \(bits)"
            )
        }
        let span = length == 0 && bits == 128 ? UInt128.max : (1 << UInt128(bits - length)) - 1
        let first = IPAddress(family: base.family, value: base.value & ~span)
        guard first == base else {
            throw TextFault(
                "\(base) is not the first address of a block of this size", help: "did you mean \"\(first)/\(length)\"?"
            )
        }
        return try expand(base, count: span)
    }

    private static func expand(_ first: IPAddress, count span: UInt128) throws(TextFault) -> [IPAddress] {
        guard span < UInt128(maximumCount) else {
            throw tooMany
        }
        let addresses = (0...span).map { IPAddress(family: first.family, value: first.value + $0) }
        if let unusable = addresses.first(where: \.isUnusableAsSource) {
            throw TextFault("no connection can come from \(unusable)", help: "write addresses of this machine")
        }
        return addresses
    }

    private static func address(_ part: Substring, in text: String) throws(TextFault) -> IPAddress {
        if let address = IPAddress(String(part)) { return address }
        throw TextFault(
            "\"\(part)\" is not an IP address",
            help: "such as \"127.0.0.2\", \"127.0.0.2-127.0.0.20\", \"127.0.1.0/28\" or \"fd00::1\"",
            range: offset(of: part.startIndex, in: text)..<offset(of: part.endIndex, in: text))
    }

    private static func offset(of index: String.Index, in text: String) -> Int {
        text.utf8.distance(from: text.startIndex, to: index)
    }
}
