/// Why a session is closed (RFC 6455, section 7.4).
public struct CloseReason: Sendable, Hashable {
    /// A close code: those of the RFC and of its registry by name, all others as numbers.
    public struct Code: RawRepresentable, Sendable, Hashable {
        public let rawValue: UInt16

        public init(rawValue: UInt16) { self.rawValue = rawValue }

        /// 1000: what the session was for is done.
        public static let normal = Code(rawValue: 1000)
        /// 1001: an endpoint goes away.
        public static let goingAway = Code(rawValue: 1001)
        /// 1006: stands for an end without a close frame; never sent.
        public static let abnormal = Code(rawValue: 1006)
        /// 1011: an endpoint met what it did not expect.
        public static let internalError = Code(rawValue: 1011)
    }

    public var code: Code
    /// At most 123 bytes of UTF-8.
    public var message: String

    /// - Parameters:
    ///   - code: why.
    ///   - message: for people; default empty.
    public init(_ code: Code, _ message: String = "") {
        self.code = code
        self.message = message
    }
}
