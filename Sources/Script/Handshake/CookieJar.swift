/// The cookies that a server has set for one session (RFC 6265), of which only names and values count: there is one
/// server and one path.
package struct CookieJar: Sendable {
    struct Cookie: Sendable {
        var name: String
        var value: String
    }

    private(set) var cookies: [Cookie] = []

    package init() {}

    /// Takes the value of a header `Set-Cookie`. A cookie that is to end at once (`Max-Age` of 0 or less) is forgotten.
    package mutating func take(_ header: String) {
        let parts = header.split(separator: ";", omittingEmptySubsequences: false).map(CookieJar.trimmed)
        guard let first = parts.first, let sign = first.firstIndex(of: "="), sign > first.startIndex else { return }
        let name = CookieJar.trimmed(first[..<sign])
        cookies.removeAll { $0.name == name }
        let ends = parts.dropFirst().contains { part in
            let words = part.lowercased().split(separator: "=").map(CookieJar.trimmed)
            return words.first == "max-age" && words.count == 2 && Int(words[1]).map { $0 <= 0 } == true
        }
        guard !ends else { return }
        cookies.append(Cookie(name: name, value: CookieJar.trimmed(first[first.index(after: sign)...])))
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = Substring(text)
        while text.first == " " || text.first == "\t" { text.removeFirst() }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return String(text)
    }
}
