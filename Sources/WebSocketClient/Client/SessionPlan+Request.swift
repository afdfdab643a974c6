import NetworkIO
import WebSocketCore
import WebSocketTransport

extension SessionPlan {
    /// - Parameters:
    ///   - asked: what the user asks for.
    ///   - place: where to.
    ///   - isRaw: whether the session is to be a raw one.
    ///   - configuration: of the client.
    ///   - contexts: of the client.
    /// - Throws: `invalidRequest`, also for options of TLS where there is none; settings of TLS that cannot be used.
    init(
        _ asked: WebSocketRequest, to place: WebSocketPlace, isRaw: Bool,
        _ configuration: WebSocketClientConfiguration, _ contexts: TLSContextCache
    ) throws(WebSocketError) {
        guard place.isSecure || asked.tls == nil else {
            throw .invalidRequest(
                "the request has options of TLS and would go in clear text; write wss:// or `secure: true`")
        }
        let request = try SessionPlan.request(asked, to: place)
        var connect = ConnectPlan(host: place.host, port: place.port, request: UpgradeRequestTemplate(request))
        connect.takesHeaders = true
        connect.handsOutBytes = true
        connect.masking = configuration.masking.ofChannel
        connect.timeout = (asked.timeout ?? configuration.connectTimeout).bounded()
        connect.addresses.lifetime = .seconds(60)
        // A session is no load: it opens as soon as it can, and another try asks for the name again.
        connect.addresses.keepsPace = false
        connect.addresses.remembersFailures = false
        // So that `drained` says that all is with the kernel.
        connect.options.lowWaterMark = 0
        try asked.setRoute(&connect)
        if place.isSecure {
            connect.tls = try contexts.context((asked.tls ?? configuration.tls).settings(host: place.host))
        }
        self.init(
            request: request, connect: connect, isRaw: isRaw,
            settings: SessionSettings(
                maxFrameSize: configuration.maxFrameSize, masking: configuration.masking,
                pingInterval: configuration.pingInterval, pingTimeout: configuration.pingTimeout,
                contentConverter: configuration.contentConverter
            ).bounded,
            extensions: configuration.extensions, inboundLimit: max(1024, configuration.inboundBufferLimit),
            outboundLimit: max(0, configuration.outboundBufferLimit),
            closeTimeout: configuration.closeTimeout.bounded())
    }

    private static func request(_ asked: WebSocketRequest, to place: WebSocketPlace) throws(WebSocketError)
        -> UpgradeRequest
    {
        if let fault = asked.credentialsFault { throw fault }
        var headers = asked.headers.map { HTTPHeader(name: $0.name, value: $0.value) }
        var cookies = headers.filter { $0.name.lowercased() == "cookie" }.map(\.value)
        if !asked.cookies.isEmpty { cookies.append(try asked.cookieText()) }
        let host = headers.last { $0.name.lowercased() == "host" }?.value
        let origin = headers.last { $0.name.lowercased() == "origin" }?.value
        headers.removeAll { ["host", "origin", "cookie"].contains($0.name.lowercased()) }
        // In one header, whoever gave them (RFC 6265, section 5.4).
        if !cookies.isEmpty { headers.append(HTTPHeader(name: "Cookie", value: cookies.joined(separator: "; "))) }
        var random = FastRandom(seed: 0)
        do throws(HandshakeError) {
            return try UpgradeRequest(
                resource: place.resource, host: host ?? place.authority, origin: origin,
                subprotocols: asked.subprotocols, headers: headers, key: HandshakeKey(random: &random))
        } catch {
            throw WebSocketError(error)
        }
    }
}

extension WebSocketRequest {
    fileprivate func cookieText() throws(WebSocketError) -> String {
        for (name, value) in cookies {
            guard !name.isEmpty, name.utf8.allSatisfy({ $0.isCookieByte && $0 != UInt8(ascii: "=") }),
                value.utf8.allSatisfy(\.isCookieByte)
            else {
                throw .invalidRequest(
                    "the cookie \(name.debugDescription) has what none can have: a blank, a quote, a comma, a semicolon, "
                        + "a backslash or what is not ASCII; encode it")
            }
        }
        return cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ")
    }

    fileprivate func setRoute(_ plan: inout ConnectPlan) throws(WebSocketError) {
        switch connectTo {
        case .host(let host, let port):
            plan.host = try WebSocketRequest.host(host)
            plan.port = try WebSocketRequest.port(port, of: host)
        case .unixSocket(let path):
            guard proxy == nil else {
                throw .invalidRequest("a proxy cannot reach a Unix-domain socket; give one of them")
            }
            plan.host = "unix:\(path)"
            plan.port = 0
        case nil: break
        }
        guard let proxy else { return }
        let host = plan.host.contains(":") ? "[\(plan.host)]" : plan.host
        plan.tunnel = TunnelRequest(
            authority: "\(host):\(plan.port)",
            credentials: proxy.user.map { (user: $0, password: proxy.password ?? "") })
        if let user = proxy.user {
            let fault = WebSocketRequest.fault(ofUser: user, password: proxy.password ?? "")
            if let fault { throw fault }
        }
        plan.host = try WebSocketRequest.host(proxy.host)
        plan.port = try WebSocketRequest.port(proxy.port, of: proxy.host)
    }

    private static func host(_ text: String) throws(WebSocketError) -> String {
        let host = text.withoutBrackets
        guard host.isHost else {
            throw .invalidRequest("the host \(text.debugDescription) is neither a name nor an address")
        }
        return host
    }

    private static func port(_ port: Int, of host: String) throws(WebSocketError) -> UInt16 {
        guard let number = UInt16(exactly: port), number > 0 else {
            throw .invalidRequest("the port \(port) of \(host) is not from 1 to 65535")
        }
        return number
    }
}

extension UInt8 {
    /// RFC 6265, section 4.1.1.
    fileprivate var isCookieByte: Bool {
        switch self {
        case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\\"): false
        default: self > 0x20 && self < 0x7F
        }
    }
}
