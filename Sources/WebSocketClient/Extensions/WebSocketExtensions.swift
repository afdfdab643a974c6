/// The extensions that a client offers, in order.
public struct WebSocketExtensions: Sendable {
    private var makers: [@Sendable () -> any WebSocketExtension] = []

    init() {}

    /// Offers an extension.
    ///
    /// - Parameters:
    ///   - factory: makes it for each session.
    ///   - configure: called for each session; default leaves the defaults.
    public mutating func install<Factory: WebSocketExtensionFactory>(
        _ factory: Factory, _ configure: @escaping @Sendable (inout Factory.Configuration) -> Void = { _ in }
    ) {
        makers.append { factory.install(configure) }
    }

    /// One of each, for a new session.
    func make() -> [any WebSocketExtension] { makers.map { $0() } }
}
