import WebSocketCore

/// The extensions of a client, in the order in which they were installed and are offered. What is sent passes through them
/// in the order of the server's answer, which is the same with most servers, and what comes in the reverse order
/// (RFC 6455, section 9.1).
public struct WebSocketExtensions: Sendable {
    /// One extension, and how it is made for a session.
    struct Installed: Sendable {
        let key: String
        let name: String
        let bits: WebSocketReservedBits
        let make: @Sendable () throws -> any WebSocketExtension
    }

    private(set) var installed: [Installed] = []
    /// The first thing that went wrong when installing. It is thrown when a session is opened, so that a configuration
    /// can be written without `try`.
    private(set) var fault: WebSocketError?

    /// No extension.
    public init() {}

    /// Adds an extension.
    ///
    /// A name, a key or an RSV bit that an extension before has taken is refused with `extensionConflict`, and what is
    /// no token with `invalidExtension`: the extension is not installed, and opening a session throws the error.
    ///
    /// - Parameters:
    ///   - factory: of the extension.
    ///   - configure: changes its configuration; default not at all.
    public mutating func install<Factory: WebSocketExtensionFactory>(
        _ factory: Factory.Type, _ configure: (inout Factory.Configuration) -> Void = { _ in }
    ) {
        var configuration = Factory.defaultConfiguration
        configure(&configuration)
        let new = Installed(
            key: Factory.key, name: Factory.name,
            bits: WebSocketReservedBits(rsv1: Factory.rsv1, rsv2: Factory.rsv2, rsv3: Factory.rsv3)
        ) { [configuration] in try Factory.install(configuration) }
        do throws(WebSocketError) {
            try check(new)
            installed.append(new)
        } catch {
            fault = fault ?? error
        }
    }

    private func check(_ new: Installed) throws(WebSocketError) {
        guard ExtensionHeader(name: new.name).isValid else {
            throw .invalidExtension(name: new.name, problem: "has a name that is no token of HTTP")
        }
        for other in installed {
            if other.key == new.key {
                throw .extensionConflict(name: new.name, with: other.name, over: "the key \(new.key.debugDescription)")
            }
            if other.name == new.name {
                throw .extensionConflict(name: new.name, with: other.key, over: "the name \(new.name.debugDescription)")
            }
            let common = other.bits.intersection(new.bits)
            guard common.isEmpty else {
                throw .extensionConflict(name: new.name, with: other.name, over: common.description)
            }
        }
    }
}
