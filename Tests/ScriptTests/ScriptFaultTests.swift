import Script
import Testing

struct ScriptFaultTests {
    @Test("a fault says what is wrong and what there is")
    func descriptions() {
        #expect(
            "\(ScriptFault.badPattern("a(", reason: "missing closing parenthesis", offset: 2))".contains("offset 2"))
        let column = ScriptFault.unknownColumn("nme", feeder: "users", columns: ["name", "token"])
        #expect("\(column)" == "The feeder \"users\" has no column \"nme\"; it has name, token.")
    }
}
