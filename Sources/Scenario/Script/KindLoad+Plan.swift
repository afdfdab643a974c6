extension KindLoad {
    /// From the start of the run to when the executor begins nothing more; nil: as long as the run.
    package var end: Duration? { executor.duration.map { startTime + $0 } }

    /// From the start of the run to when all sessions have come by plan, or come at the highest rate.
    package var targetReached: Duration { startTime + executor.timeToTarget }
}

extension LoadPlan {
    /// Takes from the kinds' executors what the plan says of the whole run.
    ///
    /// - Parameter loads: of the kinds; with the short form among them nothing changes.
    mutating func adopt(_ loads: [KindLoad]) {
        guard
            let end = loads.map(\.end).reduce(
                .zero, { total, end in total.flatMap { total in end.map { max(total, $0) } } })
        else { return }
        sessions = max(1, loads.reduce(0) { $0 + $1.executor.mostSessions })
        connectRate = loads.reduce(0) { $0 + $1.executor.highestRate }
        if warmUpEnd == .target { warmUp = loads.map(\.targetReached).max() ?? .zero }
        duration = end - warmUp
    }
}
