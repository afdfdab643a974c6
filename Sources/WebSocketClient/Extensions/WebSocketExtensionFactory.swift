/// Makes an extension for each session.
public protocol WebSocketExtensionFactory: Sendable {
    /// What the extension is set up with.
    associatedtype Configuration

    /// Tells extensions apart: one of each may be installed.
    var key: String { get }
    /// As in the header.
    var name: String { get }
    /// Whether it uses the first reserved bit.
    var rsv1: Bool { get }
    /// Whether it uses the second reserved bit.
    var rsv2: Bool { get }
    /// Whether it uses the third reserved bit.
    var rsv3: Bool { get }

    /// Makes the extension of one session, on the session's event loop.
    ///
    /// - Parameter configure: sets it up.
    func install(_ configure: (inout Configuration) -> Void) -> any WebSocketExtension
}
