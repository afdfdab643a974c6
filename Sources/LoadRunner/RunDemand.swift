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
        largestMessage = scenario.messages?.payload.largest(file: payloadFile) ?? 0
        // The storage of what waits grows by a half more than it must.
        heldBack = largestMessage > scenario.connection.highWaterMark ? largestMessage + largestMessage / 2 : 0
        let host =
            switch scenario.target {
            case .embeddedEcho: "127.0.0.1"
            case .url(let url): url.host.lowercased()
            }
        isIPv6 = host.contains(":")
        isName = !isIPv6 && !host.split(separator: ".").allSatisfy { UInt8($0) != nil }
        let isLoopback = host == "localhost" || host == "::1" || !isName && host.hasPrefix("127.")
        place = scenario.target == .embeddedEcho ? .embedded : isLoopback ? .loopback : .elsewhere

        let run = load.duration.map { load.warmUp + $0 }
        sessions = RunDemand.begun(in: run, load)
        let life = scenario.plannedLife
        let slack = scenario.connection.timeout + scenario.close.timeout
        openAtMost = RunDemand.begun(in: life.map { $0 + slack }, load, atMost: sessions)
        openAtLeast = scenario.hasOpenEnd ? 1 : RunDemand.begun(in: life, load, atMost: sessions)
    }

    /// Sessions that are begun in a time, which are also those that are open together when each lives for that time.
    private static func begun(in time: Duration?, _ load: LoadPlan, atMost limit: Int = .max) -> Int {
        let all = min(limit, load.sessions)
        // No number of sessions comes near the bound, and every number below it is an Int.
        return time.map { min(all, Int(min(1e15, $0 / .seconds(1) * load.connectRate)) + 1) } ?? all
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

extension LoadScenario {
    /// How long a session lives by plan at the most; nil: until the run ends.
    fileprivate var plannedLife: Duration? {
        var counted: Duration?
        if let messages, let count = messages.count, case .open(let rate) = messages.schedule {
            counted = .seconds(Double(count) / rate)
        }
        return [close.after, messages?.duration, counted].compactMap(\.self).min()
    }

    /// Whether it is the server's replies that end a session.
    fileprivate var hasOpenEnd: Bool {
        guard let messages, messages.count != nil, case .closed = messages.schedule else { return false }
        return true
    }
}
