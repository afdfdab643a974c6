import Metrics

/// The summary's table of the kinds of session, a row each, where there are several.
struct KindTable {
    private static let columns = [
        ("sessions", 9), ("iterations", 11), ("sent/s", 9), ("received/s", 11), ("p50", 9), ("p99", 9), ("max", 9),
        ("errors", 9),
    ]

    /// What a narrow terminal does without: iterations, the maximum, what was received, the median.
    private static let dispensable = [1, 6, 3, 4]

    let layout: SummaryLayout

    /// Empty where there are no kinds to tell apart.
    func text(_ kinds: [KindReport]?) -> String {
        guard let kinds, !kinds.isEmpty else { return "" }
        let head = "  " + "kind".padded(to: SummaryLayout.labelWidth - 2) + cells(Self.columns.map(\.0))
        return layout.style.dim(head) + "\n" + kinds.map(row).joined()
    }

    private func row(_ kind: KindReport) -> String {
        let metrics = kind.metrics
        let times = metrics.summary(.wsMsgRTT) ?? metrics.summary(.wsFanoutLatency)
        let latencies = [times?.p50, times?.p99, times?.max].map { time in
            time.map { Figure.duration(nanoseconds: Double($0)) } ?? "–"
        }
        let counts = [metrics[.wsSessions].total, metrics[.iterations].total].map(Figure.shortCount)
        let rates = [metrics[.wsMsgsSent], metrics[.wsMsgsReceived]].map { Figure.rate($0.perSecond) }
        let errors = Figure.shortCount(metrics.errors.reduce(0) { $0 + $1.count })
        let name = kind.name.printable.cut(to: SummaryLayout.labelWidth - 3).padded(to: SummaryLayout.labelWidth - 2)
        return "  " + name + cells(counts + rates + latencies + [errors]) + "\n"
    }

    private func cells(_ texts: [String]) -> String {
        layout.cells(zip(texts, Self.columns).map { ($0, $1.1) }, dispensable: Self.dispensable)
    }
}
