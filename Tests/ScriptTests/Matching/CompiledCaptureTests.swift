import Scenario
import Testing

@testable import Script

struct CompiledCaptureTests {
    /// What a rule takes out of a message, where the variable was "old".
    private func capture(_ source: CaptureRule.Source, _ message: String) throws -> (found: Bool, value: String) {
        var names = NameTable()
        let capture = try CompiledCapture(CaptureRule(name: "x", source: source), names: &names)
        let variables = ScriptVariables(names: names)
        variables.set(capture.slot, to: "old")
        let bytes = Array(message.utf8)
        let found = unsafe capture.capture(from: bytes.span.bytes, into: variables, ScriptScratch())
        return (found, variables.text(capture.slot))
    }

    @Test("of a JSON string the content, of other values the text")
    func json() throws {
        let path = CaptureRule.Source.json(JSONPath([.key("t")]))
        #expect(try capture(path, #"{"t":"abc"}"#) == (true, "abc"))
        #expect(try capture(path, #"{"t":"a\"\u00e9\n"}"#) == (true, "a\"é\n"))
        #expect(try capture(path, #"{"t":[1, 2]}"#) == (true, "[1, 2]"))
        #expect(try capture(path, #"{"t":""}"#) == (true, ""))
        #expect(try capture(path, #"{"u":1}"#) == (false, "old"))
        #expect(try capture(path, "nothing") == (false, "old"))
    }

    @Test("a group of a regular expression, or the whole message")
    func others() throws {
        #expect(try capture(.regex("id=(\\d+)", group: 1), "x id=42;") == (true, "42"))
        #expect(try capture(.regex("id=(\\d+)", group: 0), "x id=42;") == (true, "id=42"))
        #expect(try capture(.regex("id=(\\d+)", group: 1), "id=x") == (false, "old"))
        #expect(try capture(.message, "all of it") == (true, "all of it"))
    }

    @Test("a group that is not there is a fault")
    func faults() {
        #expect(throws: ScriptFault.noSuchGroup(2, pattern: "(a)", groups: 1)) {
            try capture(.regex("(a)", group: 2), "")
        }
    }
}
