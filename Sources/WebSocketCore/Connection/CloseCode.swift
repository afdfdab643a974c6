/// The reason for a close as a number (RFC 6455, section 7.4).
package struct CloseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    @inlinable
    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    package static let normal = CloseCode(rawValue: 1000)
    package static let goingAway = CloseCode(rawValue: 1001)
    package static let protocolError = CloseCode(rawValue: 1002)
    package static let unsupportedData = CloseCode(rawValue: 1003)
    /// Reserved without a meaning; never on the wire.
    package static let reserved = CloseCode(rawValue: 1004)
    /// Stands for a close frame without a code; never on the wire.
    package static let noStatus = CloseCode(rawValue: 1005)
    /// Stands for an end without a close frame; never on the wire.
    package static let abnormal = CloseCode(rawValue: 1006)
    package static let invalidPayload = CloseCode(rawValue: 1007)
    package static let policyViolation = CloseCode(rawValue: 1008)
    package static let messageTooBig = CloseCode(rawValue: 1009)
    package static let extensionMissing = CloseCode(rawValue: 1010)
    package static let internalError = CloseCode(rawValue: 1011)
    package static let serviceRestart = CloseCode(rawValue: 1012)
    package static let tryAgainLater = CloseCode(rawValue: 1013)
    package static let badGateway = CloseCode(rawValue: 1014)
    /// Stands for a failed TLS handshake; never on the wire.
    package static let tlsFailure = CloseCode(rawValue: 1015)

    /// Whether a close frame may carry this code: 1000 to 1003, 1007 to 1014 and 3000 to 4999 (section 7.4 and the
    /// IANA registry that it opens).
    package var mayBeSent: Bool {
        switch rawValue {
        case 1000...1003, 1007...1014, 3000...4999: true
        default: false
        }
    }

    /// Whether a close frame that carries this code is taken; the same set as `mayBeSent`.
    package var mayBeReceived: Bool { mayBeSent }
}

extension CloseCode: CustomStringConvertible {
    package var description: String { String(rawValue) }
}
