import NetworkIO
import WebSocketCore

/// All that the connects of one kind of session share: where to, from where, and what to say.
package struct ConnectPlan: Sendable {
    package var host: String
    package var port: UInt16
    /// The request, of which each connect replaces the key.
    package var request: UpgradeRequestTemplate
    package var limits = FrameLimits()
    package var options = SocketOptions()
    package var masking: Masking = .random
    /// From the lookup to the end of the opening handshake; default 10 s.
    package var timeout: Duration = .seconds(10)
    /// Local addresses, used in turn by the number of the connect; empty: the kernel chooses.
    package var sources: [SocketAddress] = []

    package init(host: String, port: UInt16, request: UpgradeRequestTemplate) {
        self.host = host
        self.port = port
        self.request = request
    }
}
