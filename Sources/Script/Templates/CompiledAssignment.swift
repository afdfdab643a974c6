import Scenario

/// A variable and what it becomes, compiled.
package final class CompiledAssignment: Sendable {
    /// Whether `RenderContext.wallTime` must be set.
    package var readsWallTime: Bool { value.readsWallTime }

    private let slot: Int
    private let value: CompiledTemplate

    /// - Parameters:
    ///   - assignment: as the scenario has it.
    ///   - names: of the session's kind; names that are new are added.
    /// - Throws: where a feeder or its column is not there.
    package init(_ assignment: VariableAssignment, names: inout NameTable) throws(ScriptFault) {
        value = try CompiledTemplate(assignment.value, names: &names)
        slot = names.variable(assignment.name)
    }

    /// Gives the variable its value, which may be made of the one that it had.
    ///
    /// - Parameters:
    ///   - context: of the session.
    ///   - scratch: of the worker.
    package func apply(in context: inout RenderContext, _ scratch: ScriptScratch) {
        scratch.value.removeAll(keepingCapacity: true)
        value.render(in: &context, into: &scratch.value)
        scratch.value.withRawSpan { context.variables.set(slot, to: $0) }
    }
}
