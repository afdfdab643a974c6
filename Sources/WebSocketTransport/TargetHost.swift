import NetworkIO

/// A server's name and what is known of it. All plans that go to the same name and port share it.
struct TargetHost {
    enum Resolution {
        case unknown
        /// A lookup is on its way since then.
        case asked(since: Nanoseconds)
        case known
        /// No connect asks again before then.
        case failed(ResolveError, until: Nanoseconds)
    }

    /// What each plan holds that goes to the host.
    final class Use {}

    let name: String
    let port: UInt16
    let policy: AddressPolicy
    private(set) var use = Use()
    var resolution: Resolution
    /// Those of the latest answer.
    private(set) var addresses: [SocketAddress] = []
    /// The name is an address.
    private let isLiteral: Bool
    /// When they are not to be used any more.
    private var forgetsAt = Nanoseconds.max
    /// Among the addresses, the one to begin with.
    var preferredAddress = 0
    /// How long those that came during the lookup wait, each from its own beginning.
    var lookupTime: Nanoseconds = 0

    private var waiting: [Opening] = []
    private var waitingStart = 0

    init(name: String, port: UInt16, policy: AddressPolicy) {
        self.name = name
        self.port = port
        self.policy = policy
        addresses = SocketAddress(literal: name, port: port).map { [$0] } ?? []
        isLiteral = !addresses.isEmpty
        resolution = isLiteral ? .known : .unknown
    }

    /// Whether no plan goes there, and all that is known of it has had its time.
    mutating func isFree(at now: Nanoseconds) -> Bool {
        guard isKnownUniquelyReferenced(&use) else { return false }
        return switch resolution {
        case .unknown: true
        case .asked: false
        case .known: isLiteral || now >= forgetsAt
        case .failed(_, let until): now >= until
        }
    }

    /// Takes the answer of a lookup.
    ///
    /// - Returns: false where it has none that may be used.
    mutating func take(_ answer: [SocketAddress], at now: Nanoseconds) -> Bool {
        let chosen = policy.chosen(from: answer)
        guard !chosen.isEmpty else { return false }
        addresses = chosen
        preferredAddress = 0
        resolution = .known
        if let lifetime = policy.lifetime { forgetsAt = now + lifetime.nanoseconds }
        return true
    }

    /// Lets the next connect look the name up again, where the answer has had its time.
    mutating func forget(at now: Nanoseconds) {
        guard now >= forgetsAt, case .known = resolution else { return }
        forgetsAt = .max
        resolution = .unknown
    }

    /// Among the addresses, the one that a connect begins with.
    mutating func nextAddress() -> Int {
        guard policy.takesTurns, addresses.count > 1 else { return preferredAddress }
        defer { preferredAddress = (preferredAddress + 1) % addresses.count }
        return preferredAddress
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
