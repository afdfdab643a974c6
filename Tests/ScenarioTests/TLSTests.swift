import Testing

@testable import Scenario

/// The key `tls`, and what of it is at fault.
@Suite struct TLSTests {
    private static let files: [String: FileStatus] = [
        "ca.pem": .file(bytes: 9), "me.pem": .file(bytes: 9), "me.key": .file(bytes: 9),
    ]

    private func plan(_ tls: String) throws -> TLSPlan {
        let reading = ScenarioText.read(
            fragment: #"{ "target": { "url": "wss://a/" }, "tls": \#(tls) }"#, files: Self.files)
        #expect(reading.messages.isEmpty)
        return try #require(reading.scenario).tls
    }

    @Test func readsEveryKey() throws {
        var plan = TLSPlan()
        #expect(try self.plan("{}") == plan)
        plan.minVersion = .v13
        plan.cipherSuites = ["TLS_AES_128_GCM_SHA256"]
        plan.serverName = "chat.example"
        plan.alpn = ["http/1.1", "x"]
        plan.authorities = "ca.pem"
        plan.certificate = "me.pem"
        plan.key = "me.key"
        plan.keyPassword = "secret"
        plan.resumption = false
        plan.kernel = .auto
        plan.keyLog = "keys.log"
        let text = """
            { "minVersion": "1.3", "maxVersion": "1.3", "cipherSuites": ["TLS_AES_128_GCM_SHA256"],
              "serverName": "chat.example", "alpn": ["http/1.1", "x"], "ca": "ca.pem", "cert": "me.pem",
              "key": "me.key", "keyPassword": "secret", "resumption": false, "ktls": "auto", "keyLog": "keys.log" }
            """
        #expect(try self.plan(text) == plan)
        #expect(try self.plan(#"{ "insecureSkipTlsVerify": true }"#).skipsVerification)
    }

    @Test func thePasswordComesFromTheEnvironment() throws {
        let text =
            #"{ "env": { "PW": "secret" }, "target": { "url": "wss://a/" }, "#
            + #""tls": { "cert": "me.pem", "key": "me.key", "keyPassword": "{{env.PW}}" } }"#
        #expect(ScenarioText.read(fragment: text, files: Self.files).scenario?.tls.keyPassword == "secret")
    }

    @Test(arguments: [#""open-sesame""#, #""{{env.PW}}""#]) func thePasswordStaysOutOfTheCopy(_ password: String) {
        let reading = ScenarioText.read(
            fragment:
                #"{ "target": { "url": "wss://a/" }, "env": { "PW": \#(password.contains("env") ? #""open-sesame""# : #""x""#) }, "#
                + #""tls": { "cert": "me.pem", "key": "me.key", "keyPassword": \#(password) } }"#, files: Self.files)
        #expect(reading.scenario != nil)
        let masked = String(decoding: reading.masked, as: UTF8.self)
        #expect(!masked.contains("open-sesame"))
    }

    @Test func aKindMayHaveItsOwn() throws {
        let kind = #""executor": "constant-vus", "duration": "5s""#
        let reading = ScenarioText.read(
            ScenarioText.without(
                "load",
                #"{ "target": { "url": "wss://a/" }, "tls": { "ca": "ca.pem" }, "scenarios": { "a": { \#(kind) }, "#
                    + #""b": { \#(kind), "tls": { "maxVersion": "1.2", "ca": "me.pem" } } } }"#), files: Self.files)
        let scenario = try #require(reading.scenario)
        #expect(scenario.kinds.map(\.tls.authorities) == ["ca.pem", "me.pem"])
        #expect(scenario.kinds.map(\.tls.maxVersion) == [.v13, .v12])
        #expect(scenario.tlsFiles == ["ca.pem", "me.pem"])
    }

    @Test func theTargetSaysWhetherTLSIsSpoken() throws {
        #expect(try #require(ScenarioText.read(fragment: "{}").scenario).isSecure == false)
        let embedded = ScenarioText.read(fragment: #"{ "target": { "embedded": "echo", "tls": true } }"#)
        #expect(try #require(embedded.scenario).isSecure)
    }

    @Test func tlsWithoutTLSIsWarnedOf() {
        let reading = ScenarioText.read(fragment: #"{ "target": { "url": "ws://a/" }, "tls": { "alpn": ["x"] } }"#)
        #expect(reading.scenario != nil)
        #expect(reading.messages == ["\"tls\" has no effect on a server that speaks none"])
    }

    private static let faults: [FaultTests.Fault] = [
        .init(#"{ "minVersion": "1.1" }"#, "\"tls.minVersion\" must be \"1.2\" or \"1.3\", not \"1.1\"", "\"1.1\""),
        .init(
            #"{ "minVersion": "1.3", "maxVersion": "1.2" }"#,
            "\"tls.minVersion\" (1.3) is above \"tls.maxVersion\" (1.2)", "\"1.3\""),
        .init(
            #"{ "maxVersion": "1.2", "cipherSuites": ["TLS_AES_128_GCM_SHA256"] }"#,
            "none of \"tls.cipherSuites\" is for a version that is offered", "[\"TLS_AES_128_GCM_SHA256\"]"),
        .init(#"{ "cipherSuites": [] }"#, "\"tls.cipherSuites\" is an empty list", "[]"),
        .init(#"{ "cipherSuites": ["a:b"] }"#, "\"a:b\" has no place in \"tls.cipherSuites\"", "\"a:b\""),
        .init(#"{ "alpn": [""] }"#, "\"\" has no place in \"tls.alpn\"", "\"\""),
        .init(#"{ "serverName": "a/b" }"#, "\"tls.serverName\" is not a host name", "\"a/b\""),
        .init(#"{ "ca": "no.pem" }"#, "\"tls.ca\": there is no file \"no.pem\"", "\"no.pem\""),
        .init(#"{ "cert": "me.pem" }"#, "\"tls.cert\" has no \"key\" beside it", "\"me.pem\""),
        .init(#"{ "key": "me.key" }"#, "\"tls.key\" has no \"cert\" beside it", "\"me.key\""),
        .init(#"{ "keyPassword": "x" }"#, "\"tls.keyPassword\" has no \"key\" beside it", "\"x\""),
        .init(#"{ "ktls": "yes" }"#, "\"tls.ktls\" must be \"off\", \"on\" or \"auto\", not \"yes\"", "\"yes\""),
        .init(#"{ "keyLog": "" }"#, "\"tls.keyLog\" names no file", "\"\""),
        .init(
            #"{ "ciphers": ["x"] }"#, "unknown key \"ciphers\" in \"tls\"", "\"ciphers\"",
            help: "did you mean \"cipherSuites\"?"),
    ]

    @Test(arguments: faults) func tellsWhatIsWrong(_ fault: FaultTests.Fault) {
        fault.check(
            ScenarioText.completing(#"{ "target": { "url": "wss://a/" }, "tls": \#(fault.fragment) }"#),
            files: Self.files)
    }

    @Test func onlySquallsOwnServerIsToldToSpeakIt() {
        FaultTests.Fault(
            "", "\"target.tls\" is for Squall's own server (\"embedded\")", "true",
            help: "the URL says it: wss:// with TLS, ws:// without"
        ).check(ScenarioText.completing(#"{ "target": { "url": "ws://a/", "tls": true } }"#))
    }
}
