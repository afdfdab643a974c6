/// What is shown of texts that are for the server alone.
package enum SecretText {
    /// Stands in the place of a secret.
    package static let mask = "***"

    /// Words before a credential that are no secret.
    private static let schemes = ["Bearer ", "Basic ", "Token ", "Digest "]

    /// A text without what it says itself: the scheme before a credential and the values between braces stay, so that the
    /// scenario still says where the secret came from.
    static func masked(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        if let scheme = schemes.first(where: { text.lowercased().hasPrefix($0.lowercased()) }) {
            result += rest.prefix(scheme.count)
            rest = rest.dropFirst(scheme.count)
        }
        while let opening = rest.firstRange(of: "{{"),
            let closing = rest[opening.upperBound...].firstRange(of: "}}")
        {
            if opening.lowerBound > rest.startIndex { result += mask }
            result += rest[opening.lowerBound..<closing.upperBound]
            rest = rest[closing.upperBound...]
        }
        return result + (rest.isEmpty ? "" : mask)
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

    /// A URL without the values of its query that are secret by their names.
    static func masked(url: String) -> String {
        guard let mark = url.firstIndex(of: "?") else { return url }
        let parts = parameters(of: url).map { name, value in
            value.map { "\(name)=\(isSecret(parameter: name) ? masked($0) : $0)" } ?? name
        }
        return url[...mark] + parts.joined(separator: "&")
    }

    /// The environment's names in the secret values of a URL's query.
    static func environmentNames(inURL url: String) -> [String] {
        parameters(of: url).flatMap { name, value in
            isSecret(parameter: name) ? environmentNames(in: value ?? "") : []
        }
    }

    private static func parameters(of url: String) -> [(name: String, value: String?)] {
        guard let mark = url.firstIndex(of: "?") else { return [] }
        return url[mark...].dropFirst().split(separator: "&", omittingEmptySubsequences: false).map { part in
            let name = part.prefix { $0 != "=" }
            return (String(name), name.count < part.count ? String(part.dropFirst(name.count + 1)) : nil)
        }
    }
}
