import Metrics

/// The table of times in the summary: a row for each metric that recorded something.
struct LatencyTable {
    private static let columnWidth = 9
    private static let heads = ["p50", "p90", "p95", "p99", "p99.9", "p99.99", "max", "mean", "count"]
    /// What a narrow terminal does without: p99.99, p95, p90, the mean, p99.9.
    private static let dispensable = [5, 2, 1, 7, 4]
    /// What belongs together, with what people call it.
    private static let connections: [(Trend, String)] = [
        (.wsConnecting, "connecting"), (.wsConnectingDNS, "  dns"), (.wsConnectingTCP, "  tcp"),
        (.wsConnectingProxy, "  proxy"), (.wsConnectingTLS, "  tls"), (.wsConnectingUpgrade, "  upgrade"),
        (.wsCloseDuration, "closing"),
        (.wsSessionDuration, "whole session"),
        (.iterationDuration, "whole iteration"), (.wsReconnectDuration, "reconnecting"),
    ]
    private static let generator: [(Trend, String)] = [
        (.genSendLag, "send lag"), (.genConnectLag, "connect lag"), (.genLoopLag, "loop lag"),
    ]

    let layout: SummaryLayout
    /// Whether sessions come however slow the server is.
    var sessionsAreScheduled = false

    /// The table with an empty line between its groups; empty where nothing was recorded.
    func text(_ metrics: RunMetrics) -> String {
        let messages: [(Trend, String)] =
            switch metrics.basis {
            // Scripts time from the due time where they have one.
            case .due, nil: [(.wsMsgRTT, "from due time"), (.wsMsgRTTUncorrected, "from actual write")]
            case .serviceTime: [(.wsMsgRTT, "service time")]
            }
        let timers = metrics.timers.compactMap { timer in
            timer.times.summary().map {
                row(timer.name.printable.cut(to: SummaryLayout.labelWidth - 3), $0, isHeadline: false)
            }
        }
        var groups = [
            messages + [(.wsFanoutLatency, "delivery"), (.wsPing, "ping to pong")], Self.connections, Self.generator,
        ]
        .map { group in
            group.compactMap { trend, label in
                metrics.summary(trend).map { row(label, $0, isHeadline: trend == .wsMsgRTT) }
            }
        }
        groups.insert(timers, at: 1)
        groups.removeAll(where: \.isEmpty)
        guard !groups.isEmpty else { return "" }
        let head =
            "  " + "latency".padded(to: SummaryLayout.labelWidth - 2)
            + cells(Self.heads)
        return layout.style.dim(head) + "\n" + groups.map { $0.joined() }.joined(separator: "\n") + note(metrics)
    }

    private func row(_ label: String, _ times: LatencySummary, isHeadline: Bool) -> String {
        let values =
            [times.p50, times.p90, times.p95, times.p99, times.p999, times.p9999, times.max]
            .map { Double($0) } + [times.mean]
        let cells =
            values.map { Figure.duration(nanoseconds: $0) } + [Figure.shortCount(Int(times.count))]
        let text = self.cells(cells)
        let label = label.padded(to: SummaryLayout.labelWidth - 2)
        return "  " + (isHeadline ? layout.style.bold(label + text) : label + text) + "\n"
    }

    private func cells(_ texts: [String]) -> String {
        layout.cells(texts.map { ($0, Self.columnWidth) }, dispensable: Self.dispensable)
    }

    /// A service time must not be taken for what a user would have waited.
    private func note(_ metrics: RunMetrics) -> String {
        guard metrics.basis == .serviceTime, metrics.trends[.wsMsgRTT] != nil else { return "" }
        let text =
            sessionsAreScheduled
            ? "service time: timed from the write. Sessions come at their rate, however slow the server is; in each of them "
                + "a message waits for the reply before it, and that wait is in no latency."
            : "service time: closed loop, timed from the write. A slow server also slows the load, so this is not what "
                + "users at a steady rate would wait."
        return "\n" + text.wrapped(to: layout.width - 2).map { "  " + layout.style.dim($0) + "\n" }.joined()
    }
}
