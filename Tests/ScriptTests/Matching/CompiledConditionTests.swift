import Scenario
import Script
import Testing

struct CompiledConditionTests {
    private let variable = TemplateText([.value(.variable("x"))])

    /// Whether a condition holds with a value of the variable x.
    private func holds(_ condition: Condition, x: String = "") throws -> Bool {
        var names = NameTable()
        let compiled = try CompiledCondition(condition, names: &names)
        let slot = names.variable("x")
        var context = RenderContext(names)
        context.variables.set(slot, to: x)
        return compiled.holds(in: &context, ScriptScratch())
    }

    @Test("values are compared as numbers where both read so, else as text")
    func compare() throws {
        #expect(try holds(.compare(variable, .equals("5")), x: "5.0"))
        #expect(try holds(.compare(variable, .equals("ok")), x: "ok"))
        #expect(try !holds(.compare(variable, .equals("ok")), x: "no"))
        #expect(try holds(.compare(variable, .lessThan(10)), x: "9"))
        #expect(try !holds(.compare(variable, .lessThan(10)), x: "nine"))
        #expect(try holds(.compare(variable, .notEquals("")), x: "a"))
    }

    @Test("a variable without a value does not exist")
    func exists() throws {
        #expect(try holds(.compare(variable, .exists(true)), x: "a"))
        #expect(try !holds(.compare(variable, .exists(true))))
        #expect(try holds(.compare(variable, .exists(false))))
        #expect(try !holds(.compare(variable, .exists(false)), x: "a"))
    }

    @Test("all, any and not")
    func combined() throws {
        let yes = Condition.compare("a", .equals("a"))
        let no = Condition.not(yes)
        #expect(try holds(.all([yes, yes])) && !holds(.all([yes, no])) && holds(.all([])))
        #expect(try holds(.any([no, yes])) && !holds(.any([no, no])) && !holds(.any([])))
    }

    @Test("a probability is that share of the times, from the session's own numbers")
    func probability() throws {
        var names = NameTable()
        let condition = try CompiledCondition(.probability(0.3), names: &names)
        var context = RenderContext(names)
        let count = (0..<10_000).count { _ in condition.holds(in: &context, ScriptScratch()) }
        #expect(2800...3200 ~= count)
        #expect(try !holds(.probability(0)) && holds(.probability(1)))
    }

    @Test("whether the wall clock is needed is known from anywhere inside")
    func wallTime() throws {
        var names = NameTable()
        let time = Condition.compare("a", .equals(TemplateText([.value(.time(.seconds))])))
        #expect(try CompiledCondition(.any([.probability(1), .not(time)]), names: &names).readsWallTime)
        #expect(try !CompiledCondition(.probability(1), names: &names).readsWallTime)
    }
}
