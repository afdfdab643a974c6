import Scenario
import Script
import Testing

struct HandshakeProgramTests {
    private func kind(_ change: (inout SessionKind) -> Void) -> SessionKind {
        let load = LoadPlan(sessions: 1, connectRate: 1, duration: nil, warmUp: .zero)
        let scenario = LoadScenario(name: "t", target: .embedded(.echo), load: load)
        var kind = SessionKind(
            name: "t", of: scenario, load: KindLoad(executor: .sessions(count: 1, connectRate: 1)))
        change(&kind)
        return kind
    }

    /// The lines of session 5, and whether they can be sent.
    private func lines(_ kind: SessionKind, _ jar: CookieJar = CookieJar(), variable: String = "") throws -> (
        String, Bool
    ) {
        var names = NameTable()
        let slot = names.variable("v")
        let program = try HandshakeProgram(kind, names: &names)
        var context = RenderContext(names, session: 5)
        context.variables.set(slot, to: variable)
        var output: [UInt8] = []
        let isSound = program.render(in: &context, jar: jar, into: &output)
        return (String(decoding: output, as: UTF8.self), isSound)
    }

    @Test("headers in their order but Host, then authorization, then cookies")
    func order() throws {
        let kind = kind { kind in
            kind.headers = [
                ScenarioHeader(name: "Host", value: "h"),
                ScenarioHeader(name: "A", value: TemplateText([.value(.session)])),
                ScenarioHeader(name: "B", value: "b"),
            ]
            kind.auth = .basic(user: TemplateText([.literal(Array("u".utf8)), .value(.session)]), password: "p:w")
            kind.cookies = [
                ScenarioHeader(name: "x", value: "1"),
                ScenarioHeader(name: "y", value: TemplateText([.value(.session)])),
            ]
        }
        #expect(kind.hasOwnHeaders)
        let (text, isSound) = try lines(kind)
        #expect(text == "A: 5\r\nB: b\r\nAuthorization: Basic dTU6cDp3\r\nCookie: x=1; y=5\r\n")
        #expect(isSound)
    }

    @Test("what the server has set takes the place of the scenario's cookie")
    func jar() throws {
        var jar = CookieJar()
        jar.take("x=9")
        let kind = kind { kind in
            kind.auth = .bearer("t")
            kind.keepsCookies = true
            kind.cookies = [ScenarioHeader(name: "x", value: "1"), ScenarioHeader(name: "y", value: "2")]
        }
        #expect(try lines(kind, jar).0 == "Authorization: Bearer t\r\nCookie: y=2; x=9\r\n")
    }

    @Test("a value that would end its line is not sent", arguments: ["a\r\nX: 1", "a\nb", "\u{0}", "\u{7F}"])
    func injection(value: String) throws {
        let header = kind { $0.headers = [ScenarioHeader(name: "A", value: TemplateText([.value(.variable("v"))]))] }
        #expect(try lines(header, variable: value).1 == false)
        #expect(try lines(header, variable: "a\tb é").1)
        let cookie = kind { $0.cookies = [ScenarioHeader(name: "a", value: TemplateText([.value(.variable("v"))]))] }
        #expect(try lines(cookie, variable: value).1 == false)
        #expect(try lines(cookie, variable: "a;b=1").1 == false)
    }

    @Test("where all is the same for all sessions, none has headers of its own")
    func common() {
        let kind = kind { kind in
            kind.auth = .bearer("t")
            kind.cookies = [ScenarioHeader(name: "x", value: "1")]
        }
        #expect(!kind.hasOwnHeaders)
    }
}
