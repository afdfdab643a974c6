import Metrics

/// What the verdict is made from.
struct Evidence: Sendable {
    var sendLag: LatencySummary?
    var connectLag: LatencySummary?
    var loopLag: LatencySummary?
    /// Of round trips, from the actual write.
    var roundTrip: LatencySummary?
    /// By the plan, and all those by which sessions tried to come back.
    var connectsPlanned = 0
    var connectsAttempted = 0
    var sessionsOpened = 0
    /// Handshakes that were to be refused, and were.
    var refusals = 0
    var messagesPlanned = 0
    /// Planned and not sent, through no back-pressure of the server's.
    var messagesSkipped = 0
    /// Of these, the ones whose scripts were waiting: for the server, if the workers kept up.
    var messagesAwaiting = 0
    /// Messages of sessions that stayed open whose replies never came, where only the order says what a reply answers.
    var repliesLost = 0
    /// Of one second of the window, the part of the messages or iterations due in it that were not done in it.
    var missedInSecond = 0.0
    /// Of the iterations due in one second of the window, the part that was dropped.
    var droppedInSecond = 0.0
    /// Due in the window and not begun, because as many sessions were open as may be; and those that were begun.
    var iterationsDropped = 0
    var iterationsBegun = 0
    /// Whether messages were planned and the window saw no reply to any.
    var nothingMeasured = false
    /// Of the busiest worker, in the window: its CPU time by time passed.
    var busiestShare = 0.0
    /// Of the worst worker, in the window: time for which it could run and had no core.
    var starvedShare = 0.0
    var unexplainedShare: Double?
    /// Regular expressions that were given up on a message, in the whole run.
    var matchesAbandoned = 0
    /// Nil where the run came to its end by plan, or was stopped.
    var earlyEnd: EarlyEnd?

    /// Of the iterations due in the window.
    var droppedShare: Double {
        let due = iterationsBegun + iterationsDropped
        return due > 0 ? Double(iterationsDropped) / Double(due) : 0
    }
}

/// Judges whether the figures speak of the server or of the generator. A pure function of the evidence; `Docs/Results.md`
/// gives the limits to the user.
enum VerdictRules {
    static func judge(_ evidence: Evidence) -> Verdict {
        let reasons = [
            sendLag(evidence), starvation(evidence), readWait(evidence), unexplained(evidence), skipped(evidence),
            missedRate(evidence), capped(evidence),
            missingConnects(evidence), connectLag(evidence), busy(evidence), noSessions(evidence), nothing(evidence),
            abandoned(evidence), repliesLost(evidence), evidence.earlyEnd?.reason,
        ].compactMap { $0 }.sorted { $0.level > $1.level }
        return Verdict(status: reasons.first?.level ?? .valid, reasons: reasons)
    }

    /// A measured value against two limits; nil where it passes neither.
    private static func reason(
        _ code: String, _ measured: Double, suspect: Double, invalid: Double, unit: String, _ message: String
    ) -> VerdictReason? {
        guard measured > suspect else { return nil }
        let isInvalid = measured > invalid
        return VerdictReason(
            code: code, level: isInvalid ? .invalid : .suspect, message: message, measured: measured,
            limit: isInvalid ? invalid : suspect, unit: unit)
    }

    private static func sendLag(_ evidence: Evidence) -> VerdictReason? {
        guard let lag = evidence.sendLag else { return nil }
        let roundTrip = Double(evidence.roundTrip?.p99 ?? 0)
        return reason(
            "send_lag", Double(lag.p99) / 1e3, suspect: max(1e6, roundTrip * 0.1) / 1e3,
            invalid: max(10e6, roundTrip * 0.5) / 1e3, unit: "us",
            "messages left later than they were due (99th percentile): \(mend(evidence))")
    }

    /// A worker that had time to spare was late because something else had its core.
    private static func mend(_ evidence: Evidence) -> String {
        evidence.busiestShare < 0.5
            ? "other work on this machine, or on its host, had the core"
            : "fewer sessions, a lower rate or more cores"
    }

    private static func starvation(_ evidence: Evidence) -> VerdictReason? {
        reason(
            "cpu_wait", evidence.starvedShare * 100, suspect: 5, invalid: 25, unit: "%",
            "a worker could have run and was given no core: free the cores of other work, or use fewer workers")
    }

    private static func readWait(_ evidence: Evidence) -> VerdictReason? {
        guard let wait = evidence.loopLag, let roundTrip = evidence.roundTrip, wait.mean > 20_000 else { return nil }
        return reason(
            "read_wait", wait.mean / roundTrip.mean * 100, suspect: 20, invalid: 50, unit: "%",
            "so much of the mean latency is replies that waited to be read: fewer sessions per worker, or more workers")
    }

    private static func unexplained(_ evidence: Evidence) -> VerdictReason? {
        guard let share = evidence.unexplainedShare else { return nil }
        return reason(
            "unexplained", share * 100, suspect: 5, invalid: 25, unit: "%",
            "of the time from message to message is in no recorded latency (Little's law): it is the generator's own")
    }

    private static func skipped(_ evidence: Evidence) -> VerdictReason? {
        guard evidence.messagesPlanned > 0 else { return nil }
        let own = evidence.messagesSkipped - (isLate(evidence) ? 0 : evidence.messagesAwaiting)
        return reason(
            "messages_skipped", Double(own) / Double(evidence.messagesPlanned) * 100,
            suspect: 0.1, invalid: 2, unit: "%", "messages were planned and the generator did not get round to them")
    }

    /// Whether a worker had no time to spare, so that what scripts waited for may have stood in its sockets.
    private static func isLate(_ evidence: Evidence) -> Bool {
        busy(evidence) != nil || readWait(evidence)?.level == .invalid
    }

    /// Messages that were never sent have a rule of their own, with closer limits.
    private static func missedRate(_ evidence: Evidence) -> VerdictReason? {
        let drops = isOnTime(evidence) ? 0 : evidence.droppedShare
        return reason(
            "rate_missed", drops * 100, suspect: 0.5, invalid: 10, unit: "%",
            "iterations were due when as many sessions were open as maxVUs allows, and were dropped, and a worker was "
                + "late or busy: \(mend(evidence))")
            ?? reason(
                "rate_missed", evidence.missedInSecond * 100, suspect: 2, invalid: .infinity, unit: "%",
                "of what was due in one second, at the worst, was not done in it: \(mend(evidence))")
    }

    /// Sessions that stay longer than planned fill the places that the scenario allows: that is what a slow server does.
    private static func capped(_ evidence: Evidence) -> VerdictReason? {
        guard isOnTime(evidence) else { return nil }
        let mend = "the generator was on time, so that the server is too slow for this rate, or maxVUs too low"
        return reason(
            "cap_reached", evidence.droppedShare * 100, suspect: 0.5, invalid: .infinity, unit: "%",
            "iterations were due when as many sessions were open as maxVUs allows, and were dropped: \(mend)")
            ?? reason(
                "cap_reached", evidence.droppedInSecond * 100, suspect: 2, invalid: .infinity, unit: "%",
                "of one second's iterations, at the worst, were dropped, as many sessions being open as maxVUs allows: "
                    + mend)
    }

    /// Whether no worker was so late, or so busy, that sessions stayed longer through its fault.
    private static func isOnTime(_ evidence: Evidence) -> Bool {
        !isLate(evidence)
            && [connectLag(evidence), sendLag(evidence), starvation(evidence)].allSatisfy { $0?.level != .invalid }
    }

    private static func missingConnects(_ evidence: Evidence) -> VerdictReason? {
        guard evidence.connectsPlanned > 0 else { return nil }
        let missing = evidence.connectsPlanned - evidence.connectsAttempted
        return reason(
            "connects_missing", Double(missing) / Double(evidence.connectsPlanned) * 100, suspect: 0, invalid: 2,
            unit: "%", "connects were planned and not begun: a lower connectRate, or a longer duration")
    }

    private static func connectLag(_ evidence: Evidence) -> VerdictReason? {
        guard let lag = evidence.connectLag else { return nil }
        return reason(
            "connect_lag", Double(lag.p99) / 1e3, suspect: 100e3, invalid: 1e6, unit: "us",
            "connects were begun later than planned (99th percentile): a lower connectRate, or more workers")
    }

    private static func busy(_ evidence: Evidence) -> VerdictReason? {
        reason(
            "worker_busy", evidence.busiestShare * 100, suspect: 90, invalid: .infinity, unit: "%",
            "a worker had hardly any time to spare: the generator may be the limit; use more workers or less load")
    }

    private static func noSessions(_ evidence: Evidence) -> VerdictReason? {
        guard evidence.connectsAttempted > 0, evidence.sessionsOpened + evidence.refusals == 0 else { return nil }
        return VerdictReason(
            code: "no_sessions", level: .invalid,
            message: "no session could be opened, so that nothing was measured: see the errors", measured: 0, limit: 1,
            unit: "sessions")
    }

    private static func nothing(_ evidence: Evidence) -> VerdictReason? {
        guard evidence.nothingMeasured, evidence.sessionsOpened > 0 else { return nil }
        return VerdictReason(
            code: "nothing_measured", level: .suspect,
            message: "no reply and no delivery came in the measured window, so that there are no latencies",
            measured: 0, limit: 1,
            unit: "messages")
    }

    /// Where one was lost, those behind it were taken for the replies to the messages before.
    private static func repliesLost(_ evidence: Evidence) -> VerdictReason? {
        guard evidence.roundTrip != nil else { return nil }
        return reason(
            "replies_lost", Double(evidence.repliesLost), suspect: 0, invalid: .infinity, unit: "replies",
            "replies never came on sessions that stayed open, and are matched by their order alone: latencies behind a "
                + "lost one may be those of the message before; \"echo\" with a generated payload tells them apart")
    }

    /// Whether the message would have matched is not known, so that checks and waits that hang on it are no evidence.
    private static func abandoned(_ evidence: Evidence) -> VerdictReason? {
        reason(
            "matches_abandoned", Double(evidence.matchesAbandoned), suspect: 0, invalid: .infinity, unit: "matches",
            "regular expressions were given up and counted as no match: simpler patterns, without nested repetition")
    }
}
