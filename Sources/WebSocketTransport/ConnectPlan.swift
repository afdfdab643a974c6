import NetworkIO
import WebSocketCore

/// All that the connects of one kind of session share: where to, from where, and what to say.
package struct ConnectPlan: Sendable {
    /// Name or address of the server, without the brackets of an IPv6 literal; or `unix:` with the path of a socket.
    package var host: String
    /// Of the server.
    package var port: UInt16
    /// Asked of `host` and `port` where they are those of a proxy; nil, the default: they are the server's own.
    package var tunnel: TunnelRequest?
    /// Which of the name's addresses are connected to. Plans that share a name and port have the first one's.
    package var addresses = AddressPolicy()
    /// The request, of which each connect replaces the key.
    package var request: UpgradeRequestTemplate
    /// Compression, as the request offers it; nil, the default: none.
    package var deflate: DeflatePlan?
    /// On what the server sends.
    package var limits = FrameLimits()
    /// Whether the cookies of the server's answer are handed out with `opened`; default false.
    package var takesCookies = false
    /// Whether all headers of the server's answer, be it a refusal, are handed out with the times; default false.
    package var takesHeaders = false
    /// Whether what follows the opening handshake is handed out as `ChannelEvent.bytes`; default false. Frames are the
    /// owner's to read then: pings are not answered, no limit holds, and what a close frame or a violation means is to be
    /// said with `received` and `violated`.
    package var handsOutBytes = false
    /// Of each socket.
    package var options = SocketOptions()
    /// Of all frames that are sent; default `random`.
    package var masking: Masking = .random
    /// Nil, the default: without TLS. Connects of all tables may share one.
    package var tls: TLSContext?
    /// From the lookup to the end of the opening handshake; default 10 s.
    package var timeout: Duration = .seconds(10)
    /// Local ports to be used in turn, a few at a time; nil: the kernel searches. Its search tries one half of all ports
    /// first, each connect from the start, and takes most of a millisecond once that half is in use.
    package var localPorts: ClosedRange<UInt16>?
    /// Local addresses, used in turn by the number of the connect; empty: the kernel chooses. Where the server has
    /// addresses of both families, each is reached from those of its own.
    package var sources: [SocketAddress] = []
    /// Between two bytes of the request, which goes a byte at a time then; nil, the default, sends it at once.
    package var requestPace: Duration?

    package init(host: String, port: UInt16, request: UpgradeRequestTemplate) {
        self.host = host
        self.port = port
        self.request = request
    }

    /// The ports among which the kernel chooses for one connect: those of its turn and some that follow, in case they
    /// are taken. `sources` is the number of local addresses that take turns.
    func portsInTurn(_ number: Int, sources: Int) -> ClosedRange<UInt16>? {
        guard let localPorts else { return nil }
        let spare = min(32, localPorts.count)
        let turn = number / max(1, sources) % (localPorts.count - spare + 1)
        let first = localPorts.lowerBound + UInt16(turn)
        return first...(first + UInt16(spare - 1))
    }
}
