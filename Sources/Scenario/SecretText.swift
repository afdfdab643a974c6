/// What is shown of texts that are for the server alone.
package enum SecretText {
    /// Stands in the place of a secret.
    package static let mask = "***"

    /// Words before a credential that are no secret.
    private static let schemes = ["Bearer ", "Basic ", "Token ", "Digest "]

    /// What a text says itself: not the scheme before a credential, nor the values between braces, so that the scenario
    /// still says where the secret came from.
    ///
    /// - Returns: the bytes of the text that are secret, in order.
    static func parts(of text: String) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        var start = schemes.first { text.lowercased().hasPrefix($0.lowercased()) }?.utf8.count ?? 0
        var parts: [Range<Int>] = []
        while let opening = bytes[start...].firstRange(of: "{{".utf8),
            let closing = bytes[opening.upperBound...].firstRange(of: "}}".utf8)
        {
            if opening.lowerBound > start { parts.append(start..<opening.lowerBound) }
            start = closing.upperBound
        }
        if start < bytes.count { parts.append(start..<bytes.count) }
        return parts
    }

    /// A text with the mask in the place of each of its secret parts.
    static func masked(_ text: String, _ parts: [Range<Int>]) -> String {
        var bytes = Array(text.utf8)
        for part in parts.reversed() { bytes.replaceSubrange(part, with: mask.utf8) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The names behind `env.` in a template.
    static func environmentNames(in text: String) -> [String] {
        text.split(separator: "{{").dropFirst(text.hasPrefix("{{") ? 0 : 1).compactMap { part in
            let name = part.prefix { $0 != "}" }.drop { $0 == " " || $0 == "=" }
            guard name.hasPrefix("env.") else { return nil }
            return String(name.dropFirst(4).prefix { $0 != " " })
        }
    }

    /// Whether what stands under this name in JSON is a secret.
    static func isSecret(name: String) -> Bool {
        let name = plain(name)
        return names.contains(name) || words.contains { name.contains($0) }
    }

    /// Whether a header of this name, or a parameter of a URL, is a secret. There it is also one whose name has a word in it
    /// that messages have for other things.
    static func isSecret(parameter name: String) -> Bool {
        isSecret(name: name) || plain(name) == "sig"
            || ["key", "auth", "session"].contains { plain(name).contains($0) }
    }

    private static func plain(_ name: String) -> String { name.lowercased().filter { $0 != "_" && $0 != "-" } }

    private static let names: Set<String> = ["pwd", "ticket"]

    private static let words = [
        "password", "passwd", "secret", "token", "credential", "signature", "apikey", "jwt",
    ]

    /// Of a URL: the values of its query that are secret by their names.
    static func parts(ofURL url: String) -> [Range<Int>] {
        parameters(of: url).flatMap { name, value in
            guard isSecret(parameter: String(name)), let value else { return [Range<Int>]() }
            let start = url.utf8.distance(from: url.startIndex, to: value.startIndex)
            return parts(of: String(value)).map { $0.lowerBound + start..<$0.upperBound + start }
        }
    }

    /// The environment's names in the secret values of a URL's query.
    static func environmentNames(inURL url: String) -> [String] {
        parameters(of: url).flatMap { name, value in
            isSecret(parameter: String(name)) ? environmentNames(in: String(value ?? "")) : []
        }
    }

    private static func parameters(of url: String) -> [(name: Substring, value: Substring?)] {
        guard let mark = url.firstIndex(of: "?") else { return [] }
        return url[mark...].dropFirst().split(separator: "&", omittingEmptySubsequences: false).map { part in
            let name = part.prefix { $0 != "=" }
            return (name, name.endIndex < part.endIndex ? part[name.endIndex...].dropFirst() : nil)
        }
    }
}
