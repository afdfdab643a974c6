extension KnownMetric {
    /// Whether there can be a figure for the metric at all.
    ///
    /// - Parameters:
    ///   - kinds: of session that count.
    ///   - scenario: whose they are.
    /// - Returns: why there is none, whatever the server does; nil: there may be one.
    func reasonForNothing(in kinds: [SessionKind], of scenario: LoadScenario) -> String? {
        let needs = Self.needs.first { $0.names.contains(name) }
        if let needs { return needs.isMet(kinds, scenario) ? nil : needs.reason }
        // Timers and checks of other kinds.
        let isOwn = !Self.all.contains { $0.name == name }
        return isOwn && !kinds.flatMap(\.ownMetrics).contains { $0.name == name }
            ? "no script of these sessions has it" : nil
    }

    /// What some metrics cannot do without.
    private struct Need: Sendable {
        var names: Set<String>
        var reason: String
        var isMet: @Sendable ([SessionKind], LoadScenario) -> Bool
    }

    private static let needs: [Need] = [
        Need(names: ["checks"], reason: "no script has a check") { kinds, _ in
            kinds.contains { kind in
                kind.expectedRefusal != nil || kind.ownMetrics.contains { $0.kind == .rate }
            }
        },
        Need(
            names: ["ws_ping", "ws_pings_sent", "ws_pongs_received", "ws_pongs_missed", "ws_pongs_late"],
            reason: "no session sends pings"
        ) { kinds, _ in kinds.contains(where: \.sendsPings) },
        Need(
            names: ["ws_connecting_tls", "ws_tls_handshakes", "ws_tls_resumed", "ws_tls_kernel", "ws_tls_truncated"],
            reason: "the server speaks no TLS"
        ) { _, scenario in scenario.isSecure },
        Need(names: ["ws_connecting_proxy"], reason: "there is no proxy") { _, scenario in
            scenario.connection.proxy != nil
        },
        Need(
            names: ["ws_deflate_in", "ws_deflate_out", "ws_inflate_in", "ws_inflate_out", "ws_compression_declined"],
            reason: "no session offers compression"
        ) { kinds, _ in kinds.contains { $0.compression != nil } },
        Need(names: ["ws_reconnects", "ws_reconnect_duration"], reason: "no session reconnects") { kinds, _ in
            kinds.contains(where: \.comesBack)
        },
        Need(
            names: Set(all.map(\.name).filter { $0.hasPrefix("ws_fanout_") }), reason: "no script has a fan-out group"
        ) { kinds, _ in !kinds.groups.isEmpty },
        Need(
            names: ["iterations", "iteration_duration", "dropped_iterations", "gen_iterations_overdue"],
            reason: "without an \"executor\" there are no iterations"
        ) { kinds, _ in
            kinds.contains { kind in if case .sessions = kind.load.executor { false } else { true } }
        },
        Need(
            names: [
                "ws_msgs_planned", "ws_msgs_sent", "ws_msgs_skipped", "ws_msgs_skipped_away", "data_sent_payload",
                "gen_send_lag",
                "gen_msgs_overdue",
            ], reason: "no session sends messages"
        ) { kinds, _ in kinds.contains(where: \.sendsMessages) },
        Need(
            names: ["ws_msg_rtt", "ws_msg_rtt_uncorrected", "ws_msgs_matched", "ws_msgs_lost"],
            reason: "no session waits for replies"
        ) { kinds, _ in kinds.contains(where: \.awaitsReplies) },
    ]
}

extension SessionKind {
    /// All its loops of messages with the replies that they wait for.
    private var messageLoops: [(messages: MessagePlan, reply: ReplyPlan)] {
        var loops = messages.map { [(messages: $0, reply: reply)] } ?? []
        script?.forEachStep { step in
            if case .messages(let plan, let reply) = step { loops.append((plan, reply)) }
        }
        return loops
    }

    private func hasStep(_ isMeant: (ScriptStep) -> Bool) -> Bool {
        var found = false
        script?.forEachStep { found = found || isMeant($0) }
        return found
    }

    fileprivate var sendsMessages: Bool {
        !messageLoops.isEmpty || hasStep { if case .send = $0 { true } else { false } }
    }

    fileprivate var sendsPings: Bool {
        ping != nil || messageLoops.contains { $0.messages.fragmentation?.pings == true }
            || hasStep { step in
                switch step {
                case .ping: true
                case .send(let send): send.fragmentation?.pings == true
                default: false
                }
            }
    }

    fileprivate var awaitsReplies: Bool {
        messageLoops.contains { $0.reply.mode != .none }
            || hasStep { if case .expect(let expect) = $0 { expect.isReply } else { false } }
    }

    fileprivate var comesBack: Bool {
        reconnect != nil || hasStep { if case .reconnect = $0 { true } else { false } }
    }
}
