import Metrics

/// One run of a variant.
package struct ComparedRun: Sendable, Equatable {
    /// From 1; the runs of a round ran one after another. Nil: the run was no part of any.
    package var round: Int?
    /// Its folder, from that of the comparison where it has one.
    package var folder: String
    /// How far it came.
    package var status: RunStatus
    /// Nil where the run did not come to its end.
    package var verdict: VerdictStatus?
    /// Errors of all kinds.
    package var errors: Int
    /// Nil where its sessions stayed, or went by plan.
    let earlyLoss: EarlyLoss?
    /// What was measured.
    package var figures: RunFigures

    /// - Parameters:
    ///   - result: of the run.
    ///   - round: from 1; nil: none.
    ///   - folder: where the result is.
    package init(_ result: RunResult, round: Int?, folder: String) {
        self.round = round
        self.folder = folder
        status = result.status
        verdict = result.verdict?.status
        errors = result.metrics.errors.reduce(0) { $0 + $1.count }
        earlyLoss = EarlyLoss(result)
        figures = RunFigures(result)
    }

    /// Whether its figures speak of the server: one that was stopped, or whose generator was the limit, is counted only.
    package var isUsed: Bool {
        status == .completed && verdict.map { $0 < .invalid } == true
    }
}
