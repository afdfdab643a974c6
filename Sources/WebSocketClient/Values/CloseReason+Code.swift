import WebSocketCore

extension CloseReason {
    /// The reason for a close as a number (RFC 6455, section 7.4, and the IANA registry). Numbers without a name are
    /// kept: 3000 to 3999 are for libraries and frameworks, 4000 to 4999 for applications.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The number, as it stands in the close frame.
        public let rawValue: UInt16

        /// - Parameter rawValue: any number; what may be sent says `mayBeSent`.
        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// 1000: what the session was for is done.
        public static let normal = Code(rawValue: 1000)
        /// 1001: an endpoint goes away, such as a server that shuts down.
        public static let goingAway = Code(rawValue: 1001)
        /// 1002: the peer broke the protocol.
        public static let protocolError = Code(rawValue: 1002)
        /// 1003: a kind of data that the endpoint does not take.
        public static let unsupportedData = Code(rawValue: 1003)
        /// 1004: reserved without a meaning; may not be sent.
        public static let reserved = Code(rawValue: 1004)
        /// 1005: stands for a close frame without a code; may not be sent.
        public static let noStatus = Code(rawValue: 1005)
        /// 1006: stands for an end without a close frame; may not be sent.
        public static let abnormal = Code(rawValue: 1006)
        /// 1007: data that contradicts its type, such as text that is not UTF-8.
        public static let invalidPayload = Code(rawValue: 1007)
        /// 1008: a message that breaks the endpoint's rules.
        public static let policyViolation = Code(rawValue: 1008)
        /// 1009: a message larger than the endpoint takes.
        public static let messageTooBig = Code(rawValue: 1009)
        /// 1010: the server accepted no extension that the client needs.
        public static let extensionMissing = Code(rawValue: 1010)
        /// 1011: the server met what it did not expect.
        public static let internalError = Code(rawValue: 1011)
        /// 1012: the server restarts.
        public static let serviceRestart = Code(rawValue: 1012)
        /// 1013: the server is overloaded.
        public static let tryAgainLater = Code(rawValue: 1013)
        /// 1014: a gateway got a wrong answer from the server behind it.
        public static let badGateway = Code(rawValue: 1014)
        /// 1015: stands for a failed TLS handshake; may not be sent.
        public static let tlsFailure = Code(rawValue: 1015)

        /// Whether a close frame may carry this code: 1000 to 1003, 1007 to 1014 and 3000 to 4999.
        public var mayBeSent: Bool { CloseCode(rawValue: rawValue).mayBeSent }

        /// The name of 1000 to 1015 in words, such as `going away`; nil for any other number.
        public var name: String? {
            let index = Int(rawValue) - 1000
            return Code.names.indices.contains(index) ? Code.names[index] : nil
        }

        private static let names = [
            "normal", "going away", "protocol error", "unsupported data", "reserved", "no status", "abnormal",
            "invalid payload", "policy violation", "message too big", "extension missing", "internal error",
            "service restart", "try again later", "bad gateway", "TLS failure",
        ]
    }
}
