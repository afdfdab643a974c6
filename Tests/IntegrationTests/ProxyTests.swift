import Metrics
import Testing

/// Servers and proxies that others run: OpenSSL's own, nginx and HAProxy.
@Suite(.partOfMachine) struct ProxyTests {
    private static let load = #"{ "sessions": 20, "connectRate": 100 }"#
    private static let messages = #"{ "count": 5, "inFlight": 2, "size": 50000 }"#

    private func check(_ url: String, _ tls: String, handshakes: Int) async throws -> RunResult {
        let text = scenario(
            url, ["load": Self.load, "messages": Self.messages, "workers": "1", "tls": tls])
        let result = try await squall(text).result()
        #expect(result.errors == [:])
        #expect(result.total(.wsMsgsMatched) == 100)
        #expect(result.metrics.closes == [.of(20, 1000, .client)])
        #expect(result.total(.wsTLSHandshakes) == handshakes)
        return result
    }

    // MARK: - nginx

    private func nginx(_ ports: [UInt16], to target: UInt16, version: String) async throws -> Proxy {
        let certificates = try await Certificates.shared
        let folder = try TemporaryFolder()
        let pass = """
            location / {
                proxy_pass http://127.0.0.1:\(target);
                proxy_http_version 1.1;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection "upgrade";
            }
            """
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder[$0]);" }.joined(separator: "\n")
        try folder.write(
            """
            daemon off; master_process off; pid \(folder["pid"]);
            events {}
            http {
                \(temporary)
                log_format tls '$ssl_protocol $ssl_session_reused $status';
                access_log \(folder["access.log"]) tls;
                ssl_certificate \(certificates["good.pem"]);
                ssl_certificate_key \(certificates["good.key"]);
                ssl_protocols TLSv\(version);
                ssl_session_cache shared:tls:1m;
                server { listen 127.0.0.1:\(ports[0]) ssl; \(pass) }
                server { listen 127.0.0.1:\(ports[1]); access_log off; \(pass) }
            }
            """, to: "nginx.conf")
        let program = try #require(Place.proxy("nginx"))
        return try await Proxy(
            folder, program + ["-e", "stderr", "-p", folder.path, "-c", folder["nginx.conf"]], ports: ports)
    }

    @Test(.enabled(if: Place.proxy("nginx") != nil), arguments: ["1.2", "1.3"])
    func nginxStandsBefore(version: String) async throws {
        let certificates = try await Certificates.shared
        try await withServe { target, _ in
            let ports = try Proxy.ports(2)
            let proxy = try await nginx(ports, to: target, version: version)
            let secure = try await check("wss://localhost:\(ports[0])/", certificates.trust(), handshakes: 20)
            // The server's own count of what was resumed.
            let lines = proxy.folder.text("access.log").split(separator: "\n").filter { $0.hasSuffix(" 101") }
            #expect(lines.count == 20)
            #expect(lines.allSatisfy { $0.hasPrefix("TLSv\(version) ") })
            #expect(lines.count { $0.contains(" r ") } == secure.total(.wsTLSResumed))
            #expect(secure.total(.wsTLSResumed) >= 15)
            _ = try await check("ws://localhost:\(ports[1])/", "{}", handshakes: 0)
        }
    }

    // MARK: - HAProxy

    @Test(.enabled(if: Place.proxy("haproxy") != nil)) func haproxyStandsBefore() async throws {
        let certificates = try await Certificates.shared
        try await withServe { target, _ in
            try await withServe(certificates.options()) { secureTarget, _ in
                let ports = try Proxy.ports(3)
                let folder = try TemporaryFolder()
                let name = certificates.folder
                try folder.write(name.text("good.pem") + name.text("good.key"), to: "both.pem")
                try folder.write(
                    """
                    defaults
                        mode http
                        timeout connect 5s
                        timeout client 1m
                        timeout server 1m
                        timeout tunnel 1h
                    frontend secure
                        bind 127.0.0.1:\(ports[0]) ssl crt \(folder["both.pem"])
                        default_backend plain
                    frontend plain
                        bind 127.0.0.1:\(ports[1])
                        default_backend plain
                    frontend encrypting
                        bind 127.0.0.1:\(ports[2])
                        default_backend secure
                    backend plain
                        server squall 127.0.0.1:\(target)
                    backend secure
                        server squall 127.0.0.1:\(secureTarget) ssl verify required ca-file \(name["authority.pem"])

                    """, to: "haproxy.cfg")
                let program = try #require(Place.proxy("haproxy"))
                let proxy = try await Proxy(folder, program + ["-f", folder["haproxy.cfg"]], ports: ports)
                let secure = try await check("wss://127.0.0.1:\(ports[0])/", certificates.trust(), handshakes: 20)
                #expect(secure.total(.wsTLSResumed) >= 15)
                _ = try await check("ws://127.0.0.1:\(ports[1])/", "{}", handshakes: 0)
                // It speaks TLS with `squall serve --tls`, and plainly with the sessions.
                _ = try await check("ws://127.0.0.1:\(ports[2])/", "{}", handshakes: 0)
                withExtendedLifetime(proxy) {}
            }
        }
    }

    // MARK: - OpenSSL

    @Test(
        arguments: [
            ("expired", "tls-expired"), ("later", "tls-not-yet-valid"), ("elsewhere", "tls-name-mismatch"),
            ("self", "tls-self-signed"),
        ], ["1_2", "1_3"])
    func opensslIsNotTrustedWithoutReason(certificate: (name: String, error: String), version: String) async throws {
        let certificates = try await Certificates.shared
        let ports = try Proxy.ports(1)
        let server = try await Proxy(
            try TemporaryFolder(),
            [
                "/usr/bin/openssl", "s_server", "-accept", "127.0.0.1:\(ports[0])", "-www", "-tls\(version)",
                "-cert", certificates["\(certificate.name).pem"], "-key", certificates["\(certificate.name).key"],
            ], ports: ports)
        let result = try await squall(
            scenario(
                "wss://127.0.0.1:\(ports[0])/",
                ["load": #"{ "sessions": 5 }"#, "tls": certificates.trust(), "close": #"{ "after": "50ms" }"#])
        ).result()
        #expect(result.errors == [certificate.error: 5])
        withExtendedLifetime(server) {}
    }

    @Test(arguments: ["1_2", "1_3"]) func opensslAgreesOnEverythingButWebSocket(version: String) async throws {
        let certificates = try await Certificates.shared
        let folder = try TemporaryFolder()
        let ports = try Proxy.ports(1)
        let server = try await Proxy(
            folder,
            [
                "/usr/bin/openssl", "s_server", "-accept", "127.0.0.1:\(ports[0])", "-www", "-tls\(version)",
                "-cert", certificates["good.pem"], "-key", certificates["good.key"],
                "-Verify", "1", "-verify_return_error", "-CAfile", certificates["authority.pem"],
            ], ports: ports)
        func run(_ members: String) async throws -> RunResult {
            try await squall(
                scenario(
                    "wss://127.0.0.1:\(ports[0])/",
                    [
                        "workers": "1", "load": #"{ "sessions": 10, "connectRate": 20 }"#,
                        "tls": certificates.trust(members), "close": #"{ "after": "50ms" }"#,
                    ])
            ).result()
        }
        func identity(_ name: String) -> String {
            "\"cert\": \"\(certificates["\(name).pem"])\", \"key\": \"\(certificates["\(name).key"])\""
        }
        let result = try await run(identity("client"))
        // It answers the upgrade with a page of its own.
        #expect(result.total(.wsSessionsFailed) == 10)
        #expect(result.errors.keys.allSatisfy { $0.hasPrefix("handshake-") }, "\(result.errors)")
        #expect(result.total(.wsTLSHandshakes) == 10)
        #expect(result.total(.wsTLSResumed) >= 1)
        // What it refuses it names.
        #expect(try await run(identity("strange")).errors == ["tls-alert-unknown-ca": 10])
        let without = version == "1_2" ? "tls-alert-handshake-failure" : "tls-alert-certificate-required"
        #expect(try await run(#""resumption": true"#).errors == [without: 10])
        let other = version == "1_2" ? #""minVersion": "1.3""# : #""maxVersion": "1.2""#
        #expect(try await run(other).errors == ["tls-protocol-version": 10])
        withExtendedLifetime(server) {}
    }
}
