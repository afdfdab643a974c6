/// The way to the server.
extension ScenarioDecoder {
    func decodeRoute(_ reader: ObjectReader, into options: inout ConnectionOptions) {
        options.connectTo = reader.node("connectTo").flatMap(decodeConnectTo)
        options.proxy = reader.node("proxy").flatMap(decodeProxy)
        if let dns = reader.node("dns").flatMap({ ObjectReader($0, ScenarioKeys.dns, context) }) {
            options.dns.selection = dns.choice("select").flatMap(DNSOptions.Selection.init) ?? .first
            options.dns.policy = dns.choice("policy").flatMap(DNSOptions.Policy.init) ?? .any
            options.dns.lifetime = dns.duration("ttl")
        }
        if case .unix? = options.connectTo, let place = context.place("connection.proxy") {
            diagnostics.error(
                "a proxy cannot reach the Unix-domain socket of \"connectTo\"", at: place, help: "keep one of the two")
        }
    }

    private func decodeConnectTo(_ node: JSONNode) -> ConnectionTarget? {
        switch node.value {
        case .string:
            guard let text = context.filled(node, "connection.connectTo") else { return nil }
            // What a URL takes for host and port is what can stand here.
            let parsed = parse("ws://\(text)", in: node, "connection.connectTo", text)
            guard let parsed else { return nil }
            guard parsed.resource == "/", !text.hasSuffix("/"), text.last?.isNumber == true, text.contains(":") else {
                diagnostics.error(
                    "\"connection.connectTo\" is no address with a port", at: node.range,
                    help: "such as \"127.0.0.1:9001\" or \"[::1]:9001\"")
                return nil
            }
            return .host(parsed.host, port: parsed.port)
        case .object:
            guard let reader = ObjectReader(node, ScenarioKeys.connectTo, context), let unix = reader.node("unix"),
                let path = context.filled(unix, "connection.connectTo.unix")
            else { return nil }
            guard (1...Self.longestSocketPath).contains(path.utf8.count) else {
                diagnostics.error(
                    "\"connection.connectTo.unix\" is no path of a socket", at: unix.range,
                    help: "1 to \(Self.longestSocketPath) bytes")
                return nil
            }
            return .unix(path: path)
        default:
            context.mismatch(node, ScenarioKeys.connection, "connectTo")
            return nil
        }
    }

    /// The kernel's limit.
    private static let longestSocketPath = 107

    private func decodeProxy(_ node: JSONNode) -> ProxyOptions? {
        switch node.value {
        case .string: return decodeProxyURL(node, "connection.proxy")
        case .object: break
        default:
            context.mismatch(node, ScenarioKeys.connection, "proxy")
            return nil
        }
        guard let reader = ObjectReader(node, ScenarioKeys.proxy, context) else { return nil }
        if let password = reader.node("password") { context.noteSecret(password) }
        let user = reader.node("user").flatMap { context.filled($0, "connection.proxy.user") }
        let password = reader.node("password").flatMap { context.filled($0, "connection.proxy.password") }
        guard var proxy = reader.node("url").flatMap({ decodeProxyURL($0, "connection.proxy.url") }) else { return nil }
        if user == nil, let place = reader.node("password")?.range {
            diagnostics.error(
                "\"connection.proxy.password\" is nobody's: there is no \"user\"", at: place, help: "add \"user\"")
        }
        proxy.credentials = user.map { ProxyOptions.Credentials(user: $0, password: password ?? "") }
        return proxy
    }

    private func decodeProxyURL(_ node: JSONNode, _ path: String) -> ProxyOptions? {
        guard let text = context.filled(node, path) else { return nil }
        guard text.lowercased().hasPrefix("http://") else {
            diagnostics.error(
                "\"\(path)\" is no URL of an HTTP proxy", at: node.range, help: "such as \"http://127.0.0.1:3128\"")
            return nil
        }
        let rest = text.dropFirst("http://".count)
        if rest.contains("@") {
            context.noteSecret(node)
            diagnostics.error(
                "\"\(path)\" has a user name in it", at: node.range,
                help: "write {\"url\": …, \"user\": …, \"password\": …}")
            return nil
        }
        return parse("ws://\(rest)", in: node, path, text).map { ProxyOptions(host: $0.host, port: $0.port) }
    }

    /// Reads host and port as a URL has them; the place of a fault is the whole text.
    private func parse(_ url: String, in node: JSONNode, _ path: String, _ text: String) -> TargetURL? {
        do throws(TextFault) {
            return try TargetURL.parse(url)
        } catch {
            context.report(TextFault(error.message, help: error.help), in: node, path)
            return nil
        }
    }
}

extension LoadScenario {
    /// The host that sockets connect to, as far as it is one: the proxy's, or the server's.
    package var connectHost: String? {
        if let proxy = connection.proxy { return proxy.host }
        switch (connection.connectTo, target) {
        case (.host(let host, _)?, _): return host
        case (.unix?, _): return nil
        case (nil, .url(let url)): return url.host
        case (nil, .embedded): return "127.0.0.1"
        }
    }
}
