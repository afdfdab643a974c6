extension ScenarioDecoder {
    func decodeTLS(_ node: JSONNode) -> TLSPlan? {
        guard let reader = ObjectReader(node, ScenarioKeys.tls, context) else { return nil }
        var plan = TLSPlan()
        plan.minVersion = reader.choice("minVersion").flatMap(TLSPlan.Version.init) ?? plan.minVersion
        plan.maxVersion = reader.choice("maxVersion").flatMap(TLSPlan.Version.init) ?? plan.maxVersion
        plan.cipherSuites = decodeNames(reader, "cipherSuites", Self.cipherSuiteFault)
        plan.serverName = decodeServerName(reader)
        plan.alpn = decodeNames(reader, "alpn", Self.protocolFault)
        plan.authorities = reader.node("ca").flatMap { decodeFile($0, "tls.ca") }
        plan.skipsVerification = reader.boolean("insecureSkipTlsVerify") ?? false
        plan.certificate = reader.node("cert").flatMap { decodeFile($0, "tls.cert") }
        plan.key = reader.node("key").flatMap { decodeFile($0, "tls.key") }
        plan.keyPassword = decodePassword(reader)
        plan.resumption = reader.boolean("resumption") ?? true
        plan.kernel = reader.choice("ktls").flatMap(TLSPlan.Kernel.init) ?? .off
        plan.keyLog = reader.node("keyLog").flatMap { context.filled($0, "tls.keyLog") }
        if plan.keyLog?.isEmpty == true, let place = context.place("tls.keyLog") {
            diagnostics.error("\"tls.keyLog\" names no file", at: place, help: "such as \"keys.log\"")
        }
        checkVersions(plan)
        checkIdentity(reader)
        return plan
    }

    private func decodeNames(_ reader: ObjectReader, _ key: String, _ fault: (String) -> String?) -> [String] {
        guard let node = reader.node(key) else { return [] }
        guard case .array(let items) = node.value else {
            context.mismatch(node, ScenarioKeys.tls, key)
            return []
        }
        if items.isEmpty {
            diagnostics.error("\"tls.\(key)\" is an empty list", at: node.range, help: "leave it out for its default")
        }
        return items.compactMap { item in
            guard let name = context.string(item, "tls.\(key)[]") else { return nil }
            if let help = fault(name) {
                diagnostics.error("\"\(name)\" has no place in \"tls.\(key)\"", at: item.range, help: help)
            }
            return name
        }
    }

    private static func cipherSuiteFault(_ name: String) -> String? {
        let isPlain = name.utf8.allSatisfy {
            $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
        return isPlain && !name.isEmpty
            ? nil : "a name such as \"TLS_AES_128_GCM_SHA256\"; `openssl ciphers` lists them"
    }

    /// RFC 7301, section 3.1.
    private static func protocolFault(_ name: String) -> String? {
        (1...255).contains(name.utf8.count) ? nil : "1 to 255 bytes, such as \"http/1.1\""
    }

    private func decodeServerName(_ reader: ObjectReader) -> String? {
        guard let node = reader.node("serverName"), let name = context.filled(node, "tls.serverName") else {
            return nil
        }
        let isPlain = name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
        if name.isEmpty || name.utf8.count > 253 || !isPlain {
            diagnostics.error(
                "\"tls.serverName\" is not a host name", at: node.range,
                help: "a name such as \"chat.example\", or an IP address without brackets; no port")
        }
        return name
    }

    private func decodePassword(_ reader: ObjectReader) -> String? {
        guard let node = reader.node("keyPassword") else { return nil }
        context.noteSecret(node)
        if reader.lacks("key") {
            diagnostics.error("\"tls.keyPassword\" has no \"key\" beside it", at: node.range, help: "add \"key\"")
        }
        return context.filled(node, "tls.keyPassword")
    }

    private func checkVersions(_ plan: TLSPlan) {
        guard context.areSound("tls.minVersion", "tls.maxVersion", "tls.cipherSuites") else { return }
        if plan.minVersion > plan.maxVersion,
            let place = context.place("tls.minVersion") ?? context.place("tls.maxVersion")
        {
            diagnostics.error(
                "\"tls.minVersion\" (\(plan.minVersion.rawValue)) is above \"tls.maxVersion\" (\(plan.maxVersion.rawValue))",
                at: place, help: "lower the one or raise the other")
        }
        // Suites are for one version each (RFC 8446, appendix B.4).
        let versions = plan.cipherSuites.map {
            $0.hasPrefix("TLS_") && !$0.contains("_WITH_") ? TLSPlan.Version.v13 : .v12
        }
        guard !versions.isEmpty, !versions.contains(where: { plan.minVersion <= $0 && $0 <= plan.maxVersion }),
            let place = context.place("tls.cipherSuites")
        else { return }
        diagnostics.error(
            "none of \"tls.cipherSuites\" is for a version that is offered", at: place,
            help: "TLS 1.3 has suites of its own, such as \"TLS_AES_128_GCM_SHA256\"")
    }

    private func checkIdentity(_ reader: ObjectReader) {
        for (key, other) in [("cert", "key"), ("key", "cert")] {
            guard let node = reader.node(key), reader.lacks(other) else { continue }
            diagnostics.error("\"tls.\(key)\" has no \"\(other)\" beside it", at: node.range, help: "add \"\(other)\"")
        }
        guard reader.node("insecureSkipTlsVerify") != nil, reader.boolean("insecureSkipTlsVerify") == true,
            let ca = reader.node("ca")
        else { return }
        diagnostics.warning(
            "\"tls.ca\" has no effect where any certificate is taken", at: ca.range,
            help: "leave \"insecureSkipTlsVerify\" out")
    }
}
