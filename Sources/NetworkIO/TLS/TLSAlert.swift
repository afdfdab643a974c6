/// Why a peer gave TLS up, by the number that it said (RFC 8446, section 6).
package struct TLSAlert: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    static let handshakeFailure = TLSAlert(rawValue: 40)
    static let badCertificate = TLSAlert(rawValue: 42)
    static let certificateExpired = TLSAlert(rawValue: 45)
    static let certificateUnknown = TLSAlert(rawValue: 46)
    static let unknownAuthority = TLSAlert(rawValue: 48)
    static let protocolVersion = TLSAlert(rawValue: 70)
    static let unrecognizedName = TLSAlert(rawValue: 112)
    static let certificateRequired = TLSAlert(rawValue: 116)

    /// As the RFC has it, with spaces; the number where it has none.
    package var name: String { TLSAlert.names[rawValue] ?? "\(rawValue)" }

    private static let names: [UInt8: String] = [
        10: "unexpected message", 20: "bad record mac", 22: "record overflow", 40: "handshake failure",
        42: "bad certificate", 43: "unsupported certificate", 44: "certificate revoked", 45: "certificate expired",
        46: "certificate unknown", 47: "illegal parameter", 48: "unknown ca", 49: "access denied",
        50: "decode error", 51: "decrypt error", 70: "protocol version", 71: "insufficient security",
        80: "internal error", 86: "inappropriate fallback", 90: "user canceled", 109: "missing extension",
        110: "unsupported extension", 112: "unrecognized name", 113: "bad certificate status response",
        115: "unknown psk identity", 116: "certificate required", 120: "no application protocol",
    ]
}
