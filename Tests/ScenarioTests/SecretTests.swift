import Testing

@testable import Scenario

@Suite struct SecretTests {
    @Test(arguments: [
        ("abc", "***"), ("Bearer abc", "Bearer ***"), ("bearer {{env.T}}", "bearer {{env.T}}"),
        ("a{{b}}c{{ d }}", "***{{b}}***{{ d }}"), ("", ""), ("{{open", "***"),
    ])
    func aTextIsMaskedButForWhereItComesFrom(_ text: String, _ masked: String) {
        #expect(SecretText.masked(text, SecretText.parts(of: text)) == masked)
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
        #expect(SecretText.masked(url, SecretText.parts(ofURL: url)) == masked)
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

    @Test(arguments: [
        (#"{"op":"login","password":"p"}"#, #"{"op":"login","password":"***"}"#),
        (
            #"42["login", { "API-Key" : "Bearer p{{id}}" , "user": "ann" }]"#,
            #"42["login", { "API-Key" : "Bearer ***{{id}}" , "user": "ann" }]"#
        ),
        (#"{"id":{{counter}},"token":{{= t}},"user":"ann"}"#, #"{"id":{{counter}},"token":{{= t}},"user":"ann"}"#),
        (#"{"a":{{{x}},"password":"p"}}"#, #"{"a":{{{x}},"password":"***"}}"#),
        (#"{"tokens":["p",{"a":"q"}],"user":"ann"}"#, #"{"tokens":["***",{"a":"***"}],"user":"ann"}"#),
        (#"{"password":null,"user":"ann"}"#, #"{"password":null,"user":"ann"}"#),
        (#"{"a":"{{{{","password":"p\\"}"#, #"{"a":"{{{{","password":"***"}"#),
        (#"{"data":"{\"pwd\":\"p\\u0041\",\"user\":\"ann\"}"}"#, #"{"data":"{\"pwd\":\"***\",\"user\":\"ann\"}"}"#),
        (#"{"password":"p"#, #"{"password":"***"#), (#"my "password": secret"#, #"my "password": secret"#),
        ("password", "password"), (#"{"data":"\"#, #"{"data":"\"#), ("", ""),
    ])
    func ofATextWhatIsSecretByItsNameInJSON(_ text: String, _ masked: String) {
        #expect(SecretText.masked(text, SecretFinder(text).parts) == masked)
    }

    @Test func namesOfTheEnvironmentAreFound() {
        #expect(SecretFinder(#"{"a":"{{env.A}}","pwd":"{{env.B}}","jwt":{{env.C}}}"#).environmentNames == ["B", "C"])
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

    /// Wherever the scenario writes it: only patterns say no secret.
    @Test func theCopyHasNoneInItsTexts() {
        func json(_ number: Int) -> String { #"{\"type\":\"login\",\"password\":\"s\#(number)\"}"# }
        let text = ScenarioText.completing(
            #"""
            { "env": { "BODY": "\#(json(1))", "PW": "s2" }, "ping": { "interval": "1s", "payload": "\#(json(3))" },
              "close": { "reason": "\#(json(4))" },
              "on": [{ "match": { "contains": "login" }, "steps": [{ "send": "\#(json(5))" }] }],
              "script": [
                { "send": "\#(json(6))" }, { "send": { "text": "{{env.BODY}}" } },
                { "send": "{\"jwt\":\"{{env.PW}}\",\"user\":\"ann\"}" },
                { "send": { "json": { "data": "\#(json(7))", "tokens": ["s8"] } } },
                { "ping": { "payload": "\#(json(9))" } },
                { "expect": { "matches": "\"token\":\"([a-z]+)\"" } } ] }
            """#)
        let reading = ScenarioText.read(text)
        #expect(reading.render(width: 100) == "")
        let masked = String(decoding: reading.masked, as: UTF8.self)
        for secret in 1...9 { #expect(!masked.contains("s\(secret)"), "s\(secret)") }
        for open in ["login", "ann", "{{env.PW}}", "([a-z]+)", "{{env.BODY}}"] {
            #expect(masked.contains(open), "\(open)")
        }
        #expect(ScenarioText.read(masked).scenario != nil)
        let loop = ScenarioText.completing(#"{ "messages": { "rate": 1, "text": "\#(json(1))" } }"#)
        #expect(!String(decoding: ScenarioText.read(loop).masked, as: UTF8.self).contains("s1"))
    }

    @Test func theLinesOfDiagnosticsShowWhereSecretsComeFrom() {
        let text = ScenarioText.completing(
            #"{ "script": [{ "send": { "json": { "token": "{{tokne}}", "pwd": "s1{{usr}}" } } }] }"#)
        let shown = ScenarioText.read(text).render(width: 100)
        #expect(shown.contains(#""{{tokne}}", "pwd": "**{{usr}}""#), "\(shown)")
    }

    @Test func theLinesOfDiagnosticsHaveNone() {
        let text = ScenarioText.completing(#"{ "headers": { "Authorization": "Bearer s1s1", "Host Name": "open" } }"#)
        let shown = ScenarioText.read(text).render(width: 100)
        #expect(shown.contains("is not the name of a header") && shown.contains("open"))
        #expect(!shown.contains("s1s1") && shown.contains("Bearer ****\""))
    }
}
