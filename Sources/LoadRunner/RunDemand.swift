import Scenario

/// What a scenario asks of the machine.
struct RunDemand: Sendable, Equatable {
    /// Where the target is, as far as that is known without a lookup.
    enum Place: Sendable, Equatable {
        /// A process of Squall's own.
        case embedded
        case loopback
        case elsewhere
    }

    /// Sessions that are begun in all.
    var sessions: Int
    /// Sessions that are open together where the server does what it should: less than this is no run as planned.
    var openAtLeast: Int
    /// Sessions that are open together at the most, however slow the server is.
    var openAtMost: Int
    var connectRate: Double
    var workers: Int
    var place: Place
    /// Whether sessions take local ports, which those of a Unix-domain socket do not.
    var needsPorts: Bool
    /// Whether the target may be more than one address.
    var isName: Bool
    var isIPv6: Bool
    /// Source addresses; 1 where the kernel chooses.
    var sources: Int
    /// Bytes of the buffers that the scenario sets, by session.
    var buffers: Int
    /// Bytes of the largest message.
    var largestMessage: Int
    /// Bytes that a session holds of a message which the kernel does not take at once; 0 where it takes all.
    var heldBack: Int
    /// Bytes of zlib's contexts, by session, on each side.
    var compression: Int
    /// Bytes that an embedded broadcast server holds at the most: a message of each session that comes in pieces, and what
    /// waits for those that do not read.
    var heldByServer = 0

    /// What a broadcast server lets wait for a session before it gives it up, beside one message.
    private static let broadcastBacklog = 1 << 20
    /// A larger message comes in pieces, which the broadcast server gathers.
    private static let wholeMessage = 256 << 10

    /// Whether sessions speak TLS, and whether the kernel is to do it: the strongest wish of all kinds.
    var speaksTLS: Bool
    var kernelTLS: TLSPlan.Kernel

    /// - Parameters:
    ///   - scenario: to be run.
    ///   - cores: that the process may use.
    ///   - payloadFile: bytes of the file that the scenario sends; 0 where it names none.
    init(_ scenario: LoadScenario, cores: Int, payloadFile: Int = 0) {
        let load = scenario.load
        connectRate = load.connectRate
        workers = WorkerCount.chosen(for: scenario, cores: cores)
        sources = max(1, scenario.connection.sourceAddresses.count)
        buffers = (scenario.connection.sendBuffer ?? 0) + (scenario.connection.receiveBuffer ?? 0)
        largestMessage =
            scenario.sessionKinds.flatMap { $0.payloads }.map { $0.largest(file: payloadFile) }.max() ?? 0
        // The storage of what waits grows by a half more than it must.
        heldBack = largestMessage > scenario.connection.highWaterMark ? largestMessage + largestMessage / 2 : 0
        compression = scenario.sessionKinds.map { $0.compression?.contextMemory ?? 0 }.max() ?? 0
        let connectHost = scenario.connectHost?.lowercased()
        let host = connectHost ?? "127.0.0.1"
        needsPorts = connectHost != nil
        isIPv6 = host.contains(":")
        isName = !isIPv6 && !host.split(separator: ".").allSatisfy { UInt8($0) != nil }
        let isLoopback = host == "localhost" || host == "::1" || !isName && host.hasPrefix("127.")
        place = scenario.target.isEmbedded ? .embedded : isLoopback ? .loopback : .elsewhere

        speaksTLS = scenario.isSecure
        let wishes = speaksTLS ? scenario.sessionKinds.map(\.tls.kernel) : []
        kernelTLS = wishes.contains(.on) ? .on : wishes.contains(.auto) ? .auto : .off

        let slack = scenario.connection.timeout + scenario.close.timeout
        let run = load.duration.map { load.warmUp + $0 }
        let kinds = scenario.sessionKinds.map { KindDemand($0, run: run, slack: slack) }
        sessions = kinds.reduce(0) { $0 + $1.sessions }
        openAtMost = KindDemand.together(kinds) { $0.openAtMost }
        openAtLeast = max(1, KindDemand.together(kinds) { $0.openAtLeast })
        guard case .embedded(.broadcast) = scenario.target else { return }
        let deaf = zip(scenario.sessionKinds, kinds).filter { $0.0.stopsReading }.map { $0.1 }
        let gathered = largestMessage > RunDemand.wholeMessage ? largestMessage + largestMessage / 2 : 0
        let backlog = RunDemand.broadcastBacklog + largestMessage
        heldByServer = openAtMost * gathered + KindDemand.together(deaf) { $0.openAtMost } * (backlog + backlog / 2)
    }
}

extension MessagePayload {
    /// Bytes of the largest message.
    fileprivate func largest(file: Int) -> Int {
        switch self {
        case .generated(let sizes): SizeSampler(sizes).largest
        case .literal(let text): text.utf8.count
        case .file: file
        }
    }
}
