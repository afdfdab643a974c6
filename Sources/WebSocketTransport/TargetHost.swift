import NetworkIO

/// A server's name and what is known of it. All plans that go to the same name and port share it.
struct TargetHost {
    enum Resolution {
        case unknown
        /// A lookup is on its way since then.
        case asked(since: Nanoseconds)
        case known([SocketAddress])
        /// No connect asks again before then.
        case failed(ResolveError, until: Nanoseconds)
    }

    let name: String
    let port: UInt16
    var resolution: Resolution
    /// Among the addresses, the one to begin with.
    var preferredAddress = 0
    /// How long those that came during the lookup wait, each from its own beginning.
    var lookupTime: Nanoseconds = 0

    private var waiting: [Opening] = []
    private var waitingStart = 0

    init(name: String, port: UInt16) {
        self.name = name
        self.port = port
        resolution = SocketAddress(literal: name, port: port).map { .known([$0]) } ?? .unknown
    }

    var addresses: [SocketAddress] {
        if case .known(let addresses) = resolution { addresses } else { [] }
    }

    mutating func enqueue(_ opening: Opening) { waiting.append(opening) }

    /// When the first of those that wait is to begin; nil where none waits.
    mutating func nextStart() -> Nanoseconds? {
        while waitingStart < waiting.count {
            let opening = waiting[waitingStart]
            if !opening.isGivenUp { return opening.timing.started + lookupTime }
            waitingStart += 1
        }
        waiting = []
        waitingStart = 0
        return nil
    }

    /// Takes the first of those that wait.
    mutating func takeWaiting() -> Opening? {
        guard nextStart() != nil else { return nil }
        defer { waitingStart += 1 }
        return waiting[waitingStart]
    }
}
