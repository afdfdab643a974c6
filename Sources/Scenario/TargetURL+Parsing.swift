extension TargetURL {
    /// Reads a `ws://` or `wss://` URL (RFC 6455, section 3).
    ///
    /// - Throws: `TextFault`, which says what is wrong and where.
    static func parse(_ text: String) throws(TextFault) -> TargetURL {
        let bytes = Array(text.utf8)
        if let odd = bytes.firstIndex(where: { $0 <= 0x20 || $0 >= 0x7F }) {
            throw TextFault(
                "a URL consists of visible ASCII characters",
                help: "write others as percent escapes such as %20, and international host names as xn--…",
                range: odd..<odd + 1)
        }
        let (isSecure, rest) = try afterScheme(bytes)
        if let hash = bytes.firstIndex(of: UInt8(ascii: "#")) {
            throw TextFault(
                "a WebSocket URL has no fragment (RFC 6455, section 3)", help: "a \"#\" inside the path is written %23",
                range: hash..<bytes.count)
        }
        let authority = rest.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
        if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
            throw TextFault(
                "a WebSocket URL has no user name and password",
                help: "put them into \"headers\": { \"Authorization\": … }",
                range: authority.startIndex..<at + 1)
        }
        let (host, port) = try split(authority, usualPort: isSecure ? 443 : 80)
        var resource = String(decoding: rest[authority.endIndex...], as: UTF8.self)
        if resource.first != "/" { resource = "/" + resource }
        return TargetURL(text: text, host: host, port: port, resource: resource, isSecure: isSecure)
    }

    private static func afterScheme(_ bytes: [UInt8]) throws(TextFault) -> (isSecure: Bool, ArraySlice<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let colon = text.firstRange(of: "://") else {
            throw TextFault("a target URL begins with ws:// or wss://", help: "such as \"ws://127.0.0.1:9001/chat\"")
        }
        let scheme = text[..<colon.lowerBound]
        let range = 0..<scheme.utf8.count
        let rest = text[colon.upperBound...]
        switch scheme.lowercased() {
        case "ws", "wss":
            return (range.upperBound == 3, bytes[(range.upperBound + 3)...])
        case "http":
            throw TextFault("the scheme of a WebSocket URL is ws", help: "did you mean \"ws://\(rest)\"?", range: range)
        case "https":
            throw TextFault(
                "the scheme of a WebSocket URL with TLS is wss", help: "did you mean \"wss://\(rest)\"?", range: range)
        default:
            throw TextFault(
                "unknown scheme \"\(scheme)\"", help: "a target URL begins with ws:// or wss://", range: range)
        }
    }

    private static func split(
        _ authority: ArraySlice<UInt8>, usualPort: UInt16
    ) throws(TextFault) -> (host: String, port: UInt16) {
        let range = authority.startIndex..<authority.endIndex
        if authority.first == UInt8(ascii: "[") {
            guard let end = authority.firstIndex(of: UInt8(ascii: "]")) else {
                throw TextFault("the \"]\" of an IPv6 address is missing", range: range)
            }
            let host = String(decoding: authority[authority.startIndex + 1..<end], as: UTF8.self)
            guard let address = IPAddress(host), address.family == .v6 else {
                throw TextFault("\"\(host)\" is not an IPv6 address", range: authority.startIndex..<end + 1)
            }
            return (host, try port(authority[(end + 1)...], usualPort))
        }
        let host = authority.prefix { $0 != UInt8(ascii: ":") }
        let rest = authority[host.endIndex...]
        if rest.dropFirst().contains(UInt8(ascii: ":")) {
            throw TextFault("an IPv6 address stands in brackets", help: "such as \"ws://[::1]:9001/\"", range: range)
        }
        return (try checkedHost(host), try port(rest, usualPort))
    }

    private static func checkedHost(_ bytes: ArraySlice<UInt8>) throws(TextFault) -> String {
        let range = bytes.startIndex..<bytes.endIndex
        let host = String(decoding: bytes, as: UTF8.self)
        guard !host.isEmpty else {
            throw TextFault("the URL has no host", help: "such as \"ws://127.0.0.1:9001/\"", range: nil)
        }
        let isName = bytes.allSatisfy { $0.isLetter || $0.isDigit || Array("-._".utf8).contains($0) }
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        let hasGap = labels.dropLast(host.last == "." ? 1 : 0).contains { $0.isEmpty || $0.utf8.count > 63 }
        guard isName, !hasGap, host.utf8.count <= 253 else {
            throw TextFault(
                "\"\(host)\" is not a host name", help: "letters, digits, \"-\" and \".\", or an IP address",
                range: range)
        }
        if let last = labels.last, !last.isEmpty, last.utf8.allSatisfy(\.isDigit), IPAddress(host) == nil {
            throw TextFault("\"\(host)\" is not an IPv4 address", help: "four numbers from 0 to 255", range: range)
        }
        return host
    }

    private static func port(_ bytes: ArraySlice<UInt8>, _ usual: UInt16) throws(TextFault) -> UInt16 {
        guard let colon = bytes.first else { return usual }
        let digits = bytes.dropFirst()
        let text = String(decoding: digits, as: UTF8.self)
        guard colon == UInt8(ascii: ":"), !digits.isEmpty, digits.allSatisfy(\.isDigit), let port = UInt16(text),
            port > 0
        else {
            throw TextFault(
                "\"\(text)\" is not a port", help: "a number from 1 to 65,535; without one it is \(usual)",
                range: bytes.startIndex..<bytes.endIndex)
        }
        return port
    }
}
