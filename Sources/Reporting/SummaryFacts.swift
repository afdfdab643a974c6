import Metrics

/// The summary's lines between the table of times and the verdict.
struct SummaryFacts {
    /// How many kinds of error are told; the rest is in `errors.csv`.
    private static let shownErrors = 8
    private static let exampleMargin = String(repeating: " ", count: 15)
    private static let leastRoom = 35

    let result: RunResult
    let layout: SummaryLayout

    var metrics: RunMetrics { result.metrics }

    /// What the sessions did.
    var traffic: String {
        var text = ""
        if metrics[.wsMsgsSent].total + metrics[.wsMsgsReceived].total > 0 {
            text += layout.line(
                "throughput",
                [
                    StyledText("\(Figure.rate(metrics[.wsMsgsSent].perSecond)) msg/s sent"),
                    StyledText("\(Figure.rate(metrics[.wsMsgsReceived].perSecond)) msg/s received"),
                    StyledText("\(Figure.bytes(metrics[.dataSent].perSecond))/s out"),
                    StyledText("\(Figure.bytes(metrics[.dataReceived].perSecond))/s in"),
                ])
        }
        if metrics[.wsMsgsSent].window + metrics[.wsMsgsPlanned].window + metrics[.wsMsgsReceived].window > 0 {
            text += layout.line("messages", messages) + layout.line("message faults", faults)
        }
        text += compression
        let pings = metrics[.wsPingsSent].total
        let missed = metrics[.wsPongsMissed].total
        if pings > 0 {
            // Not as many as there were pongs: one may answer several pings, and others come late.
            text += layout.line(
                "pings",
                [
                    .count(pings, "sent"), .count(pings - missed, "answered"), .bad(missed, "missed"),
                ])
        }
        text += layout.line(
            "sessions",
            [
                .count(metrics[.wsConnectsPlanned].total, "planned"), .count(metrics[.wsSessions].total, "opened"),
                .bad(metrics[.wsSessionsFailed].total, "failed"), .count(metrics.peakOpen, "open at the peak"),
                .count(metrics[.wsSessionsClosed].total, "closed"),
            ])
        if let tls = result.tls { text += layout.line("tls", pieces(tls)) }
        text += script
        if !metrics.closes.isEmpty { text += layout.line("closes", metrics.closes.map(close)) }
        return text + errors
    }

    /// Where it was agreed on, what it did in the measured window, as all lines beside it; where servers declined, that
    /// they did.
    private var compression: String {
        var pieces: [StyledText] = []
        for (ratio, before, after, way) in [
            (metrics.deflateRatio, Counter.wsDeflateIn, Counter.wsDeflateOut, "sent"),
            (metrics.inflateRatio, .wsInflateOut, .wsInflateIn, "received"),
        ] {
            guard let share = ratio?.window else { continue }
            let (whole, packed) = (Double(metrics[before].window), Double(metrics[after].window))
            pieces.append(
                StyledText(
                    "\(Figure.bytes(whole)) \(way) as \(Figure.bytes(packed)) (\(Figure.share(share)))"))
        }
        let declined = metrics[.wsCompressionDeclined].total
        if declined > 0 {
            let all = Figure.count(metrics[.wsSessions].total)
            pieces.append(StyledText("declined in \(Figure.count(declined)) of \(all) sessions", .warning))
        }
        return pieces.isEmpty ? "" : layout.line("compression", pieces)
    }

    private func pieces(_ tls: TLSReport) -> [StyledText] {
        let handshakes = metrics[.wsTLSHandshakes].total
        var pieces: [StyledText] = [.count(handshakes, "handshakes")]
        if handshakes > 0 {
            let share = Double(metrics[.wsTLSResumed].total) / Double(handshakes)
            pieces.append(StyledText("\(Figure.share(share)) resumed"))
        }
        pieces += metrics.tlsAgreements.map { agreed($0, isOnly: metrics.tlsAgreements.count == 1) }
        let kernel = metrics[.wsTLSKernel].total
        if kernel > 0 { pieces.append(.count(kernel, "by the kernel")) }
        let truncated = metrics[.wsTLSTruncated].total
        if truncated > 0 { pieces.append(.count(truncated, "ended without close_notify")) }
        if tls.insecureSkipTLSVerify {
            pieces.append(StyledText("certificates not verified (insecureSkipTlsVerify)", .warning))
        }
        return pieces
    }

    /// What all handshakes agreed on, or how many of them did.
    private func agreed(_ count: TLSAgreementCount, isOnly: Bool) -> StyledText {
        var text = "TLS \(count.agreement.version) \(count.agreement.cipherSuite.printable)"
        if let alpn = count.agreement.alpn { text += " \(alpn.printable)" }
        if !isOnly { text += ": \(Figure.count(count.count))" }
        return StyledText(text)
    }

    private var messages: [StyledText] {
        var pieces: [StyledText] = []
        let planned = metrics[.wsMsgsPlanned].window
        if planned > 0 { pieces.append(.count(planned, "planned")) }
        pieces.append(.count(metrics[.wsMsgsSent].window, "sent"))
        pieces.append(.count(metrics[.wsMsgsMatched].window, "answered"))
        let heldBack = metrics[.wsMsgsHeldBack].window
        if heldBack > 0 { pieces.append(StyledText("\(Figure.count(heldBack)) held back", .warning)) }
        return pieces
    }

    private var faults: [StyledText] {
        let away = metrics[.wsMsgsSkippedAway].window
        let skipped = "planned but not sent" + (away > 0 ? " (\(Figure.count(away)) without a connection)" : "")
        return [
            .bad(metrics[.wsMsgsLost].window, "lost"), .bad(metrics[.wsMsgsLate].window, "late"),
            .bad(metrics[.wsMsgsUnexpected].window, "unexpected"), .bad(metrics[.wsMsgsCorrupt].window, "corrupt"),
            .bad(metrics[.wsMsgsSkipped].window, skipped),
        ]
    }

    private func close(_ close: CloseCount) -> StyledText {
        let who =
            switch close.initiator {
            case .client: "by client"
            case .server: "by server"
            case .none: "without close frame"
            }
        return StyledText("\(close.code) \(who): \(Figure.count(close.count))")
    }

    private var errors: String {
        guard !metrics.errors.isEmpty else { return layout.line("errors", [StyledText("none", .dim)]) }
        let total = metrics.errors.reduce(0) { $0 + $1.count }
        var text = layout.line(
            "errors", [.bad(total, metrics.errors.count == 1 ? "of one kind" : "of \(metrics.errors.count) kinds")])
        for error in metrics.errors.prefix(Self.shownErrors) {
            let kind = "\(Figure.count(error.count).leftPadded(to: 11))  \(error.kind.printable)"
            let when =
                error.count == 1
                ? "at \(Figure.clock(error.firstSeconds))"
                : "\(Figure.clock(error.firstSeconds)) to \(Figure.clock(error.lastSeconds))"
            let room = layout.width - 2 - kind.count - 2 - when.count - 2
            let example = error.example.printable
            text += "  \(layout.style.red(kind)), \(when):"
            // Too little room for words of their own gets a line.
            text +=
                room < Self.leastRoom && example.count > room
                ? "\n" + Self.exampleMargin + example.cut(to: layout.width - Self.exampleMargin.count)
                : " " + example.cut(to: room)
            text += "\n"
        }
        let hidden = metrics.errors.count - Self.shownErrors
        if hidden > 0 { text += "\(Self.exampleMargin)and \(hidden) more kinds, in errors.csv\n" }
        return text
    }

    /// What the run cost, and whether its figures agree.
    var cost: String {
        let generator = result.generator
        var pieces = [cpu(generator.cpuUserSeconds, generator.cpuSystemSeconds)]
        if let each = generator.cpuMicrosecondsPerMessage { pieces.append(perMessage(each)) }
        if let busiest = generator.workers.map(\.busyShare).max() {
            pieces.append(StyledText("busiest worker \(Figure.share(busiest))"))
        }
        pieces.append(StyledText("\(Figure.bytes(Double(generator.maxRSSBytes))) peak memory"))
        if let memory = generator.memoryPerSessionBytes {
            pieces.append(StyledText("\(Figure.bytes(memory)) per session"))
        }
        if let allocations = generator.allocatedBytesPerMessage {
            pieces.append(StyledText("\(Figure.bytes(allocations)) allocated per message"))
        }
        var text = layout.line("generator", pieces)
        if let target = result.target {
            pieces = [cpu(target.cpuUserSeconds, target.cpuSystemSeconds)]
            if let each = target.cpuMicrosecondsPerMessage { pieces.append(perMessage(each)) }
            pieces.append(StyledText("\(Figure.bytes(Double(target.maxRSSBytes))) peak memory"))
            text += layout.line("embedded server", pieces)
        }
        if let law = result.littlesLaw {
            let time = { (microseconds: Double) in Figure.duration(nanoseconds: microseconds * 1000) }
            text += layout.line(
                "little's law",
                [
                    StyledText(
                        "\(Figure.threeDigits(law.inFlightMean)) in flight / \(Figure.rate(law.throughput)) per s"
                            + " = \(time(law.expectedMeanMicroseconds))"),
                    StyledText("recorded \(time(law.recordedMeanMicroseconds))"),
                    StyledText("\(Figure.share(law.unexplainedShare)) unexplained"),
                ])
        }
        return text
    }

    private func cpu(_ user: Double, _ system: Double) -> StyledText {
        StyledText("CPU \(Figure.threeDigits(user)) s user + \(Figure.threeDigits(system)) s system")
    }

    private func perMessage(_ microseconds: Double) -> StyledText {
        StyledText("\(Figure.duration(nanoseconds: microseconds * 1000)) per message")
    }
}
