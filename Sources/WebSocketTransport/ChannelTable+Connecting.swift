import Glibc
import NetworkIO
import WebSocketCore

extension ChannelTable {
    /// The most that one of several addresses of a name gets, so that one which answers nothing does not use up the time
    /// of all. Enough for a first SYN that was lost and repeated after a second.
    private static let addressPatience: Nanoseconds = 2_000_000_000

    /// Takes a plan for connects to come. Plans that go to the same host and port share its lookup.
    ///
    /// - Parameters:
    ///   - plan: what the connects share.
    ///   - index: of a plan whose connects have all begun, in the place of which this one comes; default nil adds it.
    /// - Returns: the plan's index among those of this table; the first one has 0.
    @discardableResult
    package mutating func prepare(_ plan: ConnectPlan, inPlaceOf index: Int? = nil) -> Int {
        let host = host(plan.host, port: plan.port, plan.addresses)
        if let index {
            plans[index] = PreparedPlan(plan, host: host, use: hosts[host].use, following: plans[index])
            return index
        }
        plans.append(PreparedPlan(plan, host: host, use: hosts[host].use))
        return plans.count - 1
    }

    /// Starts a connect. Its outcome comes as `opened` or `connectFailed`, also when it fails at once.
    ///
    /// - Parameters:
    ///   - tag: names the channel's owner in its events.
    ///   - number: of the connect in the whole run, one that no other connect has, be it of another plan or a session's
    ///     return; the handshake key and all mask keys come from it. It also chooses the source address, so that no
    ///     address runs out of ports before the others.
    ///   - index: of the plan, as `prepare` gave it; default the first.
    ///   - headers: lines of this connect's request alone, each with its end; default none.
    /// - Returns: the channel that now connects, or is gone already where that failed at once.
    package mutating func connect(tag: UInt32, number: Int, plan index: Int = 0, headers: [UInt8] = [])
        -> ChannelID
    {
        let prepared = plans[index]
        var random = FastRandom(seed: seed, stream: ~UInt64(number))
        let key = HandshakeKey(random: &random)
        loop.refreshNow()
        let opening = Opening(
            reader: .client(
                UpgradeResponseParser(
                    key: key, request: prepared.plan.request.request, keepsHeaders: prepared.plan.takesHeaders)),
            started: loop.now, timeout: prepared.plan.timeout)
        opening.number = number
        opening.plan = prepared
        opening.key = key
        opening.headers = headers
        let slot = channels.insert(
            Channel(
                role: .client, limits: prepared.plan.limits, masking: prepared.plan.masking, random: random, tag: tag,
                opening: opening))
        opening.slot = slot
        startConnecting(slot, opening, host: prepared.host)
        return ChannelID(slot: slot)
    }

    mutating func connectToNextAddress(_ slot: UInt32, _ opening: Opening, _ prepared: PreparedPlan) {
        let addresses = hosts[prepared.host].addresses
        let left = addresses.count - opening.failedAddresses
        // A lookup in the meantime may have found fewer.
        guard left > 0 else { return fail(slot, .timedOut(.tcp, after: opening.timeout)) }
        let share = min((opening.deadline - loop.now) / Nanoseconds(left), ChannelTable.addressPatience)
        setOpeningTimer(slot, opening, at: left == 1 ? opening.deadline : loop.now + share)
        let address = addresses[(opening.firstAddress + opening.failedAddresses) % addresses.count]
        do throws(SystemError) {
            channels[slot].stream = try openStream(to: address, prepared, number: opening.number, slot)
        } catch {
            connectFailed(slot, error, opening)
        }
    }

    mutating func setOpeningTimer(_ slot: UInt32, _ opening: Opening, at time: Nanoseconds) {
        guard opening.timerAt != time else { return }
        opening.timerAt = time
        loop.timers.cancel(&channels[slot].timer)
        channels[slot].timer = loop.timers.schedule(at: time, token: OwnTimer.opening.token(slot))
    }

    /// Connects from the source address whose turn it is, and from the next ones where it has no port left.
    private mutating func openStream(to address: SocketAddress, _ prepared: PreparedPlan, number: Int, _ slot: UInt32)
        throws(SystemError) -> StreamID
    {
        let sources = prepared.sources(for: address)
        if sources.isEmpty, !prepared.plan.sources.isEmpty { throw SystemError(code: EAFNOSUPPORT, call: "bind") }
        var options = prepared.plan.options
        options.localPorts = prepared.plan.portsInTurn(number, sources: sources.count)
        var turn = number
        while true {
            let source = sources.isEmpty ? nil : sources[turn % sources.count]
            do throws(SystemError) {
                return try loop.streams.connect(to: address, from: source, options: options, tag: slot)
            } catch {
                guard error.code == EADDRNOTAVAIL else { throw error }
                if options.localPorts != nil {
                    options.localPorts = nil
                } else {
                    turn += 1
                    guard turn - number < sources.count else { throw error }
                }
            }
        }
    }

    mutating func streamConnected(_ slot: UInt32) {
        guard let opening = channels[slot].opening, let prepared = opening.plan else { return }
        loop.refreshNow()
        opening.timing.connected = loop.now
        opening.timing.tunnelled = loop.now
        setOpeningTimer(slot, opening, at: opening.deadline)
        if opening.failedAddresses > 0, !prepared.plan.addresses.takesTurns {
            // The next connects begin with the address that answers.
            let count = hosts[prepared.host].addresses.count
            hosts[prepared.host].preferredAddress = (opening.firstAddress + opening.failedAddresses) % max(1, count)
        }
        if let tunnel = prepared.plan.tunnel { startTunnel(slot, opening, tunnel) } else { secure(slot, opening) }
    }

    mutating func sendRequest(_ slot: UInt32) {
        guard let opening = channels[slot].opening, let prepared = opening.plan, let key = opening.key else { return }
        if let pace = prepared.plan.requestPace {
            opening.pacedRequest = PacedRequest(
                prepared.plan.request, key: key, headers: opening.headers, pace: pace.nanoseconds)
            return sendRequestByte(slot)
        }
        bind(slot)
        prepared.plan.request.append(to: &output, key: key, headers: opening.headers)
    }

    /// Sends the next byte of a request that goes a byte at a time.
    mutating func sendRequestByte(_ slot: UInt32) {
        guard let request = channels[slot].opening?.pacedRequest, let byte = request.next() else { return }
        bind(slot)
        output.append(byte)
        // By itself, or it would leave with what is written later in the turn.
        flush()
        loop.refreshNow()
        request.timer = loop.timers.schedule(at: loop.now + request.pace, token: OwnTimer.request.token(slot))
    }
}
