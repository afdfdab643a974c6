import Scenario

/// Takes secrets out of texts that a server may have put them into, such as the body of a refusal.
struct SecretMask: Sendable {
    /// Shorter ones stand in any text by chance.
    private static let shortest = 4

    /// The longest first, for one may hold another.
    private let secrets: [String]

    init(_ secrets: some Sequence<String>) {
        self.secrets = Set(secrets.filter { $0.utf8.count >= SecretMask.shortest }).sorted {
            ($1.utf8.count, $0) < ($0.utf8.count, $1)
        }
    }

    /// A header's value, and what stands in it behind the scheme or a cookie's name.
    static func credentials(in value: String) -> [String] {
        let words = value.split { " ;,".contains($0) }.map(String.init)
        let values = words.compactMap { word in
            word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
        }
        return [value] + (words.count > 1 ? Array(words.dropFirst()) : []) + values
    }

    /// The secrets in the lines of a request.
    static func secrets(ofLines bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\r\n").flatMap { line -> [String] in
            guard let colon = line.firstIndex(of: ":"), HandshakeRules.isSecret(header: String(line[..<colon])) else {
                return []
            }
            return credentials(in: String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
    }

    /// - Returns: the text with `***` in the place of each secret, also of one that is cut off at the text's end.
    func masked(_ text: String) -> String {
        var text = text
        for secret in secrets {
            text = text.replacing(secret, with: SecretText.mask)
            for length in stride(from: secret.count - 1, through: SecretMask.shortest, by: -1) {
                let start = secret.prefix(length)
                for end in ["", "\"", "…"] where text.hasSuffix(start + end) {
                    text = text.dropLast(length + end.count) + SecretText.mask + end
                }
            }
        }
        return text
    }
}
