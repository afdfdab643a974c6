import NetworkIO

extension ChannelTable {
    /// How long a name that did not resolve is not looked up again.
    private static let lookupPause: Nanoseconds = 1_000_000_000
    /// Connects that are begun at one time when a lookup has its answer; the others leave the turn to the traffic.
    private static let startShare = 32

    /// The place among `hosts` of this one.
    mutating func host(_ name: String, port: UInt16, _ policy: AddressPolicy) -> Int {
        if let index = hosts.firstIndex(where: { $0.name == name && $0.port == port }) { return index }
        let host = TargetHost(name: name, port: port, policy: policy)
        // Else an owner who goes to ever new servers would have them all in memory.
        for index in hosts.indices where hosts[index].isFree(at: loop.now) {
            hosts[index] = host
            return index
        }
        hosts.append(host)
        return hosts.count - 1
    }

    /// Begins a connect as soon as its host's addresses are known.
    mutating func startConnecting(_ slot: UInt32, _ opening: Opening, host index: Int) {
        hosts[index].forget(at: loop.now)
        switch hosts[index].resolution {
        case .known:
            begin(opening)
        case .failed(let error, let until) where loop.now < until:
            fail(slot, .resolve(error))
        case .asked:
            awaitAddresses(slot, opening, host: index)
        case .unknown, .failed:
            awaitAddresses(slot, opening, host: index)
            hosts[index].resolution = .asked(since: loop.now)
            Resolver.resolve(host: hosts[index].name, port: hosts[index].port, tag: UInt32(index), for: loop.handle)
        }
    }

    private mutating func awaitAddresses(_ slot: UInt32, _ opening: Opening, host index: Int) {
        opening.timing.lookedUp = true
        setOpeningTimer(slot, opening, at: opening.deadline)
        hosts[index].enqueue(opening)
    }

    private mutating func begin(_ opening: Opening) {
        guard let plan = opening.plan else { return }
        opening.timing.resolved = loop.now
        opening.firstAddress = hosts[plan.host].nextAddress()
        connectToNextAddress(opening.slot, opening, plan)
    }

    mutating func resolved(_ index: Int, _ answer: Result<[SocketAddress], ResolveError>) {
        guard case .asked(let since) = hosts[index].resolution else { return }
        loop.refreshNow()
        switch answer {
        case .success(let addresses):
            guard hosts[index].take(addresses, at: loop.now) else {
                return failed(
                    index, ResolveError(host: hosts[index].name, reason: "no address of the family asked for"))
            }
            hosts[index].lookupTime = hosts[index].policy.keepsPace ? loop.now - since : 0
            startWaiting(index)
        case .failure(let error): failed(index, error)
        }
    }

    private mutating func failed(_ index: Int, _ error: ResolveError) {
        let pause = hosts[index].policy.remembersFailures ? ChannelTable.lookupPause : 0
        hosts[index].resolution = .failed(error, until: loop.now + pause)
        while let opening = hosts[index].takeWaiting() { fail(opening.slot, .resolve(error)) }
    }

    /// Begins those that waited for a lookup as far apart as they came, and not in one burst: each as if the lookup had
    /// been its own.
    mutating func startWaiting(_ index: Int) {
        loop.refreshNow()
        for _ in 0..<ChannelTable.startShare {
            guard let next = hosts[index].nextStart(), next <= loop.now else { break }
            if let opening = hosts[index].takeWaiting() { begin(opening) }
        }
        guard let next = hosts[index].nextStart() else { return }
        _ = loop.timers.schedule(at: next, token: OwnTimer.lookup.token(UInt32(index)))
    }
}
