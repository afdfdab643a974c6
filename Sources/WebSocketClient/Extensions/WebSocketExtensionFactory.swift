/// Makes an extension for each session of a client. The type that works in a session can be its own factory.
public protocol WebSocketExtensionFactory: SendableMetatype {
    /// What can be set when the extension is installed.
    associatedtype Configuration: Sendable

    /// Tells this extension from others; none can be installed twice. Default: the name.
    static var key: String { get }
    /// As in `Sec-WebSocket-Extensions`: a token, such as `permessage-deflate`.
    static var name: String { get }
    /// Whether the extension uses the first reserved bit; default false.
    static var rsv1: Bool { get }
    /// Likewise, the second.
    static var rsv2: Bool { get }
    /// Likewise, the third.
    static var rsv3: Bool { get }

    /// The configuration before it is changed.
    static var defaultConfiguration: Configuration { get }

    /// Makes what works in one session. It is called for each session that is opened.
    ///
    /// - Parameter configuration: as it was set when the extension was installed.
    /// - Returns: the extension of one session.
    /// - Throws: what is wrong with the configuration, for which the session is not opened.
    static func install(_ configuration: Configuration) throws -> any WebSocketExtension
}

extension WebSocketExtensionFactory {
    /// The name.
    public static var key: String { name }
    /// Not used.
    public static var rsv1: Bool { false }
    /// Not used.
    public static var rsv2: Bool { false }
    /// Not used.
    public static var rsv3: Bool { false }
}
