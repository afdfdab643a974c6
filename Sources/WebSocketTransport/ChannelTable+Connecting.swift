import Glibc
import NetworkIO
import WebSocketCore

extension ChannelTable {
    /// Fixes what the connects to come share. Once, before the first `connect`.
    package mutating func prepare(_ plan: ConnectPlan) {
        self.plan = plan
        if let literal = SocketAddress(literal: plan.host, port: plan.port) { resolution = .known([literal]) }
    }

    /// Starts a connect. Its outcome comes as `opened` or `connectFailed`, also when it fails at once.
    ///
    /// - Parameters:
    ///   - tag: names the channel's owner in its events.
    ///   - number: of the connect in the whole run; chooses the source address, so that no address runs out of ports
    ///     before the others.
    /// - Returns: the channel that now connects, or is gone already where that failed at once.
    package mutating func connect(tag: UInt32, number: Int) -> ChannelID {
        guard let plan else { preconditionFailure("a table connects only when it is prepared") }
        var random = FastRandom(seed: seed, stream: ~UInt64(number))
        let key = HandshakeKey(random: &random)
        loop.refreshNow()
        let opening = Opening(
            reader: .client(UpgradeResponseParser(key: key, request: plan.request.request)), started: loop.now,
            number: number, sourceTries: plan.sources.count)
        opening.key = key
        let slot = channels.insert(
            Channel(
                role: .client, limits: plan.limits, masking: plan.masking, random: random, tag: tag, opening: opening))
        channels[slot].timer = loop.timers.schedule(
            at: loop.now + plan.timeout.nanoseconds, token: OwnTimer.opening.token(slot))
        switch resolution {
        case .known:
            opening.timing.resolved = loop.now
            opening.firstAddress = preferredAddress
            connectToNextAddress(slot, opening)
        case .failed(let error):
            fail(slot, .resolve(error))
        case .asked(let waiting):
            opening.timing.lookedUp = true
            resolution = .asked(waiting + [slot])
        case .unknown:
            opening.timing.lookedUp = true
            resolution = .asked([slot])
            Resolver.resolve(host: plan.host, port: plan.port, tag: 0, for: loop.handle)
        }
        return ChannelID(slot: slot)
    }

    mutating func resolved(_ answer: Result<[SocketAddress], ResolveError>) {
        guard case .asked(let waiting) = resolution else { return }
        loop.refreshNow()
        switch answer {
        case .success(let addresses):
            resolution = .known(addresses)
            for slot in waiting {
                guard let opening = channels[slot].opening else { continue }
                opening.timing.resolved = loop.now
                connectToNextAddress(slot, opening)
            }
        case .failure(let error):
            resolution = .failed(error)
            for slot in waiting { fail(slot, .resolve(error)) }
        }
    }

    private mutating func connectToNextAddress(_ slot: UInt32, _ opening: Opening) {
        guard let plan, case .known(let addresses) = resolution else { return }
        let address = addresses[(opening.firstAddress + opening.failedAddresses) % addresses.count]
        do throws(SystemError) {
            channels[slot].stream = try openStream(to: address, plan, opening, slot)
        } catch {
            connectFailed(slot, error, opening)
        }
    }

    /// Connects from the source address whose turn it is, and from the next ones where it has no port left.
    private mutating func openStream(to address: SocketAddress, _ plan: ConnectPlan, _ opening: Opening, _ slot: UInt32)
        throws(SystemError) -> StreamID
    {
        let fitting = plan.sources.count
        var options = plan.options
        options.localPorts = plan.portsInTurn(opening.number)
        while true {
            let source = fitting == 0 ? nil : plan.sources[(opening.number + fitting - opening.sourceTries) % fitting]
            if let source, source.isIPv6 != address.isIPv6 { throw SystemError(code: EAFNOSUPPORT, call: "bind") }
            do throws(SystemError) {
                return try loop.streams.connect(to: address, from: source, options: options, tag: slot)
            } catch {
                if error.code == EADDRNOTAVAIL, options.localPorts != nil {
                    options.localPorts = nil
                    continue
                }
                guard error.code == EADDRNOTAVAIL, opening.sourceTries > 1 else { throw error }
                opening.sourceTries -= 1
            }
        }
    }

    mutating func sendRequest(_ slot: UInt32) {
        guard let plan, let opening = channels[slot].opening, let key = opening.key else { return }
        loop.refreshNow()
        opening.timing.connected = loop.now
        if opening.failedAddresses > 0, case .known(let addresses) = resolution {
            // The next connects begin with the address that answers.
            preferredAddress = (opening.firstAddress + opening.failedAddresses) % addresses.count
        }
        bind(slot)
        plan.request.append(to: &output, key: key)
    }

    // MARK: - Failures

    /// Tries the name's next address, if TCP's handshake failed and there is one.
    mutating func connectFailed(_ slot: UInt32, _ error: SystemError, _ opening: Opening) {
        if opening.phase == .tcp, case .known(let addresses) = resolution, opening.failedAddresses + 1 < addresses.count
        {
            if let stream = channels[slot].stream { loop.streams.close(stream, reset: false) }
            channels[slot].stream = nil
            opening.failedAddresses += 1
            opening.sourceTries = plan?.sources.count ?? 0
            return connectToNextAddress(slot, opening)
        }
        if case .client(let parser) = opening.reader, let refusal = parser.refusal {
            return fail(slot, .handshake(refusal))
        }
        fail(slot, .system(error, opening.phase))
    }

    mutating func openingEnded(_ slot: UInt32, _ opening: Opening) {
        switch opening.reader {
        case .client(var parser): fail(slot, .handshake(parser.streamEnded()))
        case .server(let parser): fail(slot, .handshake(parser.streamEnded()))
        case .taken: break
        }
    }

    mutating func openingTimedOut(_ slot: UInt32) {
        guard let opening = channels[slot].opening else { return }
        if case .client(let parser) = opening.reader, let refusal = parser.refusal {
            return fail(slot, .handshake(refusal))
        }
        fail(slot, .timedOut(opening.phase, after: plan?.timeout ?? ChannelTable.serverHandshakeTimeout))
    }

    mutating func fail(_ slot: UInt32, _ failure: ConnectFailure) {
        guard let opening = channels[slot].opening else { return }
        if case .asked(let waiting) = resolution { resolution = .asked(waiting.filter { $0 != slot }) }
        switch opening.role {
        case .client:
            queue.append(.connectFailed(tag: channels[slot].tag, failure, opening.timing))
        case .server:
            if case .handshake(let error) = failure { queue.append(.handshakeRefused(error)) }
        }
        remove(slot, reset: true)
    }
}
