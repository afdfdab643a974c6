/// Sessions that are gone before anything is measured.
extension ScenarioDecoder {
    /// In the short form, where sessions come once.
    func checkEnds(_ kind: SessionKind, _ load: LoadPlan) {
        guard case .sessions(let count, let rate) = kind.load.executor, load.duration != nil, load.warmUp > .zero,
            load.warmUpEnd == .time, let life = kind.knownLife,
            context.areSound("load.sessions", "load.connectRate", "load.warmUp", "messages", "close", "script"),
            kind.load.startTime + .seconds(Double(count - 1) / rate) + life <= load.warmUp,
            let place = context.place("load.warmUp") ?? context.place("load.sessions") ?? context.place("load")
        else { return }
        diagnostics.warning(
            "every session is at its end before the warm-up (\(DurationText.rough(load.warmUp))) is over, so that "
                + "nothing is measured",
            at: place, help: "write \"warmUp\": \"0s\", or let the sessions do more")
    }
}

extension SessionKind {
    /// The longest that a session takes by plan, where that can be known without a server.
    fileprivate var knownLife: Duration? {
        guard script == nil else { return close.after }
        var lives = [close.after, messages?.duration]
        if let messages, let count = messages.count, case .open(let rate) = messages.schedule {
            lives.append(.seconds(Double(count) / rate))
        }
        return lives.compactMap { $0 }.min()
    }
}
