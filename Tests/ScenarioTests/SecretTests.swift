import Testing

@testable import Scenario

@Suite struct SecretTests {
    @Test(arguments: [
        ("abc", "***"), ("Bearer abc", "Bearer ***"), ("bearer {{env.T}}", "bearer {{env.T}}"),
        ("a{{b}}c{{ d }}", "***{{b}}***{{ d }}"), ("", ""), ("{{open", "***"),
    ])
    func aTextIsMaskedButForWhereItComesFrom(_ text: String, _ masked: String) {
        #expect(SecretText.masked(text) == masked)
    }

    @Test(arguments: [
        ("ws://h/?a=1&token=abc&b", "ws://h/?a=1&token=***&b"),
        ("ws://h/?access_token={{env.T}}", "ws://h/?access_token={{env.T}}"),
        ("ws://h/token=1", "ws://h/token=1"), ("ws://h/?token", "ws://h/?token"),
        (
            "ws://h/?X-Amz-Signature=a&sig=b&Session_ID=c&design=d",
            "ws://h/?X-Amz-Signature=***&sig=***&Session_ID=***&design=d"
        ),
    ])
    func ofAURLWhatIsSecretByItsName(_ url: String, _ masked: String) {
        #expect(SecretText.masked(url: url) == masked)
    }

    @Test(arguments: [
        "Authorization", "Proxy-Authorization", "Cookie", "X-Api-Key", "x-vault-token", "X-Client-Secret", "X-PASSWORD",
        "X-Credential-Id", "X-Auth", "X-Session", "X-Hub-Signature-256", "X-Amz-Security-Token",
        "Ocp-Apim-Subscription-Key",
    ])
    func aHeaderIsSecretByItsName(_ name: String) {
        #expect(HandshakeRules.isSecret(header: name))
        let copy = ScenarioText.read(fragment: "{ \"headers\": { \"\(name)\": \"hush\" } }").masked
        #expect(!String(decoding: copy, as: UTF8.self).contains("hush"))
    }

    @Test(arguments: ["Host", "User-Agent", "X-Room", "Origin", "Sec-WebSocket-Key", "Accept"])
    func otherHeadersAreOpen(_ name: String) {
        #expect(!HandshakeRules.isSecret(header: name))
    }

    /// In messages such words stand for other things as well.
    @Test func namesInJSONAreSecretByClearWordsOnly() {
        for name in ["access_token", "clientSecret", "API-Key", "sessionToken", "jwt", "pwd"] {
            #expect(SecretText.isSecret(name: name), "\(name)")
        }
        for name in ["key", "author", "session", "sig", "tick"] { #expect(!SecretText.isSecret(name: name), "\(name)") }
    }

    @Test func namesOfTheEnvironmentAreFound() {
        #expect(SecretText.environmentNames(in: "{{env.A}}x{{ env.B }}{{c}}") == ["A", "B"])
        #expect(SecretText.environmentNames(in: "env.A}} {{env.B}}") == ["B"])
    }

    @Test func theCopyHasNoSecrets() {
        let text = ScenarioText.completing(
            #"""
            { "env": { "PW": "s1", "ROOM": "open" }, "target": { "url": "ws://h/?token=s2" },
              "auth": { "basic": { "user": "ann", "password": "{{env.PW}}s3" } }, "cookies": { "a": "s4" },
              "headers": { "X-API-KEY": ["s5", "s6"], "X-Room": "{{env.ROOM}}" },
              "connection": { "proxy": { "url": "http://p", "user": "bob", "password": "s7" } },
              "script": [{ "send": { "json": { "login": { "Pass_Word": "s8", "user": "ann" } } } }] }
            """#)
        let reading = ScenarioText.read(text)
        #expect(reading.render(width: 100) == "")
        let masked = String(decoding: reading.masked, as: UTF8.self)
        for secret in 1...8 { #expect(!masked.contains("s\(secret)"), "s\(secret)") }
        for open in ["ann", "bob", "open", "X-Room", "{{env.PW}}***", "ws://h/?token=***"] {
            #expect(masked.contains(open), "\(open)")
        }
        #expect(ScenarioText.read(masked).scenario != nil)
    }

    @Test func theLinesOfDiagnosticsHaveNone() {
        let text = ScenarioText.completing(#"{ "headers": { "Authorization": "Bearer s1s1", "Host Name": "open" } }"#)
        let shown = ScenarioText.read(text).render(width: 100)
        #expect(shown.contains("is not the name of a header") && shown.contains("open"))
        #expect(!shown.contains("s1s1") && shown.contains("***********"))
    }
}
