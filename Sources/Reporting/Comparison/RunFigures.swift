import Metrics

/// The figures of one run that comparisons are made of.
package struct RunFigures: Sendable, Equatable {
    /// What costs are divided by.
    package let work: WorkUnit
    private let values: [ComparisonMetric: Double]

    /// - Parameter result: a run that has ended.
    package init(_ result: RunResult) {
        let metrics = result.metrics
        let messages = max(metrics[.wsMsgsSent].window, metrics[.wsMsgsReceived].window)
        work = messages > 0 ? .message : .session
        let values = work == .message ? Self.perMessage(result, messages: messages) : Self.perSession(result)
        // Ratios are made of them, and a figure of 0 has none.
        self.values = values.filter { $0.value.isFinite && $0.value > 0 }
    }

    /// In the unit of the metric; nil where the run does not have it.
    package subscript(_ metric: ComparisonMetric) -> Double? { values[metric] }

    private static func perMessage(_ result: RunResult, messages: Int) -> [ComparisonMetric: Double] {
        let metrics = result.metrics
        // What was sent and lost is no throughput; where no reply is waited for, nothing is ever lost.
        let counts: [Counter] =
            [.wsMsgsMatched, .wsMsgsReceived] + (metrics[.wsMsgsLost].total == 0 ? [.wsMsgsSent] : [])
        let answered = counts.first { metrics[$0].window > 0 }
        let times = metrics.summary(.wsMsgRTT) ?? metrics.summary(.wsFanoutLatency)
        var values: [ComparisonMetric: Double] = [:]
        values[.throughput] = answered.map { metrics[$0].perSecond * (EarlyLoss(result)?.measuredShare ?? 1) }
        values[.cpu] = result.generator.cpuMicrosecondsPerMessage
        values[.serverCPU] = result.target?.cpuMicrosecondsPerMessage
        values[.bytes] = Double(metrics[.dataSent].window + metrics[.dataReceived].window) / Double(messages)
        values[.p50] = times.map { Double($0.p50) / 1000 }
        values[.p99] = times.map { Double($0.p99) / 1000 }
        return values
    }

    private static func perSession(_ result: RunResult) -> [ComparisonMetric: Double] {
        let metrics = result.metrics
        let opened = metrics[.wsSessions]
        guard opened.total > 0 else { return [:] }
        let sessions = Double(opened.total)
        let times = metrics.summary(.wsConnecting)
        let seconds = result.phases.reduce(0) { $0 + $1.measuredSeconds }
        var values: [ComparisonMetric: Double] = [:]
        // Sessions that stay have all come in the warm-up.
        values[.throughput] = opened.window > 0 ? opened.perSecond : sessions / seconds
        values[.cpu] = (result.generator.cpuUserSeconds + result.generator.cpuSystemSeconds) * 1e6 / sessions
        values[.serverCPU] = result.target.map { ($0.cpuUserSeconds + $0.cpuSystemSeconds) * 1e6 / sessions }
        values[.bytes] = Double(metrics[.dataSent].total + metrics[.dataReceived].total) / sessions
        values[.p50] = times.map { Double($0.p50) / 1000 }
        values[.p99] = times.map { Double($0.p99) / 1000 }
        return values
    }
}
