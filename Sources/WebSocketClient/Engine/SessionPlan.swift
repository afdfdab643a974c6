import NetworkIO
import WebSocketCore
import WebSocketTransport

/// All that it takes to open one session.
struct SessionPlan: Sendable {
    /// Without its extensions, which are offered by objects of the session.
    var request: UpgradeRequest
    /// Where to, and in which way; its own request is replaced.
    var connect: ConnectPlan
    /// Delivers each frame as it comes, and answers nothing.
    var isRaw: Bool
    var settings: SessionSettings
    var extensions: WebSocketExtensions
    var inboundLimit: Int
    var outboundLimit: Int
    var closeTimeout: Duration

    /// The plan with what these extensions offer.
    func connect(offering offers: [ExtensionHeader]) throws(WebSocketError) -> ConnectPlan {
        var plan = connect
        guard !offers.isEmpty else { return plan }
        do throws(HandshakeError) {
            plan.request = UpgradeRequestTemplate(
                try UpgradeRequest(
                    resource: request.resource, host: request.host, origin: request.origin,
                    subprotocols: request.subprotocols, extensions: offers, headers: request.headers,
                    key: request.key))
        } catch {
            throw WebSocketError(error)
        }
        return plan
    }
}
