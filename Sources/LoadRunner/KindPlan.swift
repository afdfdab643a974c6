import Metrics
import NetworkIO
import WebSocketTransport

/// What the sessions of one kind do: its part of the scenario compiled to numbers.
struct KindPlan: Sendable {
    var name: String
    /// Of all workers: all that come in the short form, else the most that are open together by plan.
    var sessions: Int
    /// When the kind's load begins, from the start of the run.
    var start: Nanoseconds
    /// In the short form.
    var connects: ConnectPacer
    /// Nil in the short form.
    var executor: ExecutorPlan?
    /// Whether a session comes to an end without being told to.
    var endsByItself: Bool
    var connect: ConnectPlan
    var highWaterMark: Int

    var messages: MessageProgram?
    /// Where the messages' payloads come from.
    var pool: PayloadPool?
    /// Whether replies are awaited, and whether they must be the same as what was sent.
    var awaitsReplies: Bool
    var comparesReplies: Bool
    var replyTimeout: Nanoseconds
    var ping: PingProgram?
    var close: CloseProgram
    /// Nil where the worker drives the sessions by what stands above.
    var script: ScriptPlan?

    /// Of all workers.
    let openSessions = SessionLevel()

    /// From a session's opening to the end of its sending by plan; `unlimited` where only the run's end ends it.
    var life: Nanoseconds { [close.after, messages?.duration].compactMap { $0 }.min() ?? KindPlan.unlimited }

    /// How its messages come about.
    var loadModel: LoadModel {
        if isOpenModel { return .open }
        guard let script else { return messages == nil ? .none : .closed }
        return script.program.sends.isEmpty && script.loops.isEmpty ? .none : .closed
    }

    /// Whether its sessions have places for messages in flight, which are held until the replies have come.
    var hasPlaces: Bool {
        if case .closed = messages?.schedule { return awaitsReplies }
        return false
    }

    /// Whether nothing but their order says which message a reply answers.
    var matchesByOrder: Bool {
        guard let messages, awaitsReplies else { return false }
        return !comparesReplies || messages.places == 1 || messages.fixedSize == 0
    }

    /// Whether it sends something that should be answered, to itself or, by a fan-out, to others.
    var expectsReplies: Bool {
        guard let script else { return messages != nil && awaitsReplies }
        let program = script.program
        let hasReplies = program.expects.contains { $0.isReply } || program.sends.contains { $0.group != nil }
        return script.loops.contains { $0.expectsReplies } || !program.sends.isEmpty && hasReplies
    }

    static let unlimited = Nanoseconds.max / 2

    /// Whether messages are due by a schedule of their own.
    var isOpenModel: Bool {
        if case .open = messages?.schedule { return true }
        return script.map { $0.program.hasDueTimes || $0.loops.contains(where: \.isOpenModel) } ?? false
    }
}
