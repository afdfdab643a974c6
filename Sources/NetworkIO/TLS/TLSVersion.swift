import COpenSSL

/// A version of TLS that is still in use.
package enum TLSVersion: String, Sendable, Comparable, CaseIterable {
    /// RFC 5246.
    case v12 = "1.2"
    /// RFC 8446.
    case v13 = "1.3"

    var number: Int32 { self == .v12 ? TLS1_2_VERSION : TLS1_3_VERSION }

    package static func < (left: TLSVersion, right: TLSVersion) -> Bool { left.number < right.number }
}
