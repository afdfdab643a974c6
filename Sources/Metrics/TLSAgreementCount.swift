/// How many handshakes of TLS agreed on the same.
package struct TLSAgreementCount: Sendable, Equatable, Comparable {
    /// What they agreed on.
    package var agreement: TLSAgreement
    /// Handshakes in the whole run.
    package var count: Int

    package init(_ agreement: TLSAgreement, count: Int) {
        self.agreement = agreement
        self.count = count
    }

    private var order: (Int, String, String, String) {
        (-count, agreement.version, agreement.cipherSuite, agreement.alpn ?? "")
    }

    /// The most frequent first.
    package static func < (left: TLSAgreementCount, right: TLSAgreementCount) -> Bool { left.order < right.order }
}

extension TLSAgreementCount: Codable {
    private enum CodingKeys: String, CodingKey {
        case version
        case cipherSuite = "cipher_suite"
        case alpn, count
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        agreement = TLSAgreement(
            version: try container.decode(String.self, forKey: .version),
            cipherSuite: try container.decode(String.self, forKey: .cipherSuite),
            alpn: try container.decodeIfPresent(String.self, forKey: .alpn))
        count = try container.decode(Int.self, forKey: .count)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(agreement.version, forKey: .version)
        try container.encode(agreement.cipherSuite, forKey: .cipherSuite)
        try container.encodeIfPresent(agreement.alpn, forKey: .alpn)
        try container.encode(count, forKey: .count)
    }
}
