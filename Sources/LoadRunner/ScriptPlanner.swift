import Scenario
import Script

/// Compiles the scripts of a scenario, for each worker its own.
struct ScriptPlanner {
    private let scope: ScriptScope
    private let groups: [FanOutGroup]
    private let workers: Int

    /// - Parameters:
    ///   - kinds: all of the scenario.
    ///   - feeders: likewise.
    ///   - contents: of the files that scripts and feeders name.
    ///   - workers: how many programs each kind gets.
    init(kinds: [SessionKind], feeders: [FeederPlan], contents: ScenarioContents, workers: Int) {
        let tables = feeders.compactMap { feeder in
            contents.rows[feeder.file].map { FeederTable(feeder, rows: $0) }
        }
        scope = ScriptScope(kinds: kinds, files: contents.payloads, feeders: tables)
        groups = scope.groups.map { _ in FanOutGroup() }
        self.workers = workers
    }

    /// - Parameters:
    ///   - kind: as the scenario has it.
    ///   - seed: of the run; generated payloads come from it.
    ///   - loop: makes a message loop of the kind.
    /// - Returns: nil where the worker needs no program to drive the kind's sessions.
    /// - Throws: what is wrong with the kind's script.
    func plan(_ kind: SessionKind, seed: UInt64, loop: (MessageLoopOperands) -> KindPlan) throws(RunFailure)
        -> ScriptPlan?
    {
        guard ScriptCompiler.isNeeded(for: kind) else { return nil }
        var programs: [ScriptProgram] = []
        do throws(ScriptFault) {
            for _ in 0..<workers { programs.append(try ScriptCompiler(kind, scope: scope).compile()) }
        } catch {
            throw .script("\(error)")
        }
        let program = programs[0]
        return ScriptPlan(
            programs: programs, constants: program.constants.map { PayloadPool(literal: $0) },
            generated: program.generated.map {
                PayloadPool(generated: SizeSampler($0.sizes), kind: $0.kind, seed: seed)
            },
            loops: program.messageLoops.map(loop), groups: groups)
    }
}
