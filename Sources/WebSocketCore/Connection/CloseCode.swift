/// The reason for a close as a number (RFC 6455, section 7.4).
package struct CloseCode: RawRepresentable, Hashable, Sendable {
    package let rawValue: UInt16

    @inlinable
    package init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    /// 1000: what the connection was for is done.
    package static let normal = CloseCode(rawValue: 1000)
    /// 1001: an endpoint goes away, such as a server that shuts down.
    package static let goingAway = CloseCode(rawValue: 1001)
    /// 1002: the peer broke the protocol.
    package static let protocolError = CloseCode(rawValue: 1002)
    /// 1003: a kind of data that the endpoint does not take.
    package static let unsupportedData = CloseCode(rawValue: 1003)
    /// 1004: reserved without a meaning; never on the wire.
    package static let reserved = CloseCode(rawValue: 1004)
    /// 1005: stands for a close frame without a code; never on the wire.
    package static let noStatus = CloseCode(rawValue: 1005)
    /// 1006: stands for an end without a close frame; never on the wire.
    package static let abnormal = CloseCode(rawValue: 1006)
    /// 1007: data that contradicts its type, such as text that is not UTF-8.
    package static let invalidPayload = CloseCode(rawValue: 1007)
    /// 1008: a message that breaks the endpoint's rules.
    package static let policyViolation = CloseCode(rawValue: 1008)
    /// 1009: a message larger than the endpoint takes.
    package static let messageTooBig = CloseCode(rawValue: 1009)
    /// 1010: the server accepted no extension that the client needs.
    package static let extensionMissing = CloseCode(rawValue: 1010)
    /// 1011: the server met what it did not expect.
    package static let internalError = CloseCode(rawValue: 1011)
    /// 1012: the server restarts (IANA registry, as the next two).
    package static let serviceRestart = CloseCode(rawValue: 1012)
    /// 1013: the server is overloaded.
    package static let tryAgainLater = CloseCode(rawValue: 1013)
    /// 1014: a gateway got a wrong answer from the server behind it.
    package static let badGateway = CloseCode(rawValue: 1014)
    /// 1015: stands for a failed TLS handshake; never on the wire.
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
