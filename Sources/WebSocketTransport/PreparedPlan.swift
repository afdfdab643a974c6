import NetworkIO

/// A connect plan of a table, with what need not be worked out at each connect. A class, so that a connect which uses it
/// counts one reference and not those of all its parts.
final class PreparedPlan {
    let plan: ConnectPlan
    /// Which of the table's hosts it goes to.
    let host: Int
    /// Keeps the host there.
    private let use: TargetHost.Use
    /// Has the sessions of TLS that connects of this table may resume.
    let tls: TLSClient?
    private let sourcesIPv4: [SocketAddress]
    private let sourcesIPv6: [SocketAddress]

    /// - Parameters:
    ///   - plan: what the connects share.
    ///   - host: where it goes to.
    ///   - use: of the host.
    ///   - earlier: in the place of which this one comes; its sessions of TLS go on where the settings are the same.
    init(_ plan: ConnectPlan, host: Int, use: TargetHost.Use, following earlier: PreparedPlan? = nil) {
        self.plan = plan
        self.host = host
        self.use = use
        let isSame = earlier?.host == host && earlier?.plan.tls === plan.tls
        tls = isSame ? earlier?.tls : plan.tls.map(TLSClient.init)
        sourcesIPv4 = plan.sources.filter { !$0.isIPv6 }
        sourcesIPv6 = plan.sources.filter(\.isIPv6)
    }

    /// The local addresses from which this one can be reached.
    func sources(for address: SocketAddress) -> [SocketAddress] { address.isIPv6 ? sourcesIPv6 : sourcesIPv4 }
}
