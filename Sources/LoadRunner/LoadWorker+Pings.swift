import Metrics
import NetworkIO
import Scenario
import WebSocketCore
import WebSocketTransport

/// Pings of the client, one at a time per session, and pings of the server.
extension LoadWorker {
    /// Tells them from the session's regular pings when the pongs come.
    private static let betweenFragments = PingPayload("between fragments")

    mutating func startPings(_ slot: UInt32) {
        guard let ping = kind(slot).ping else { return }
        sessions[slot].pingTimer = table.loop.timers.schedule(
            at: sessions[slot].openedAt + ping.interval, token: SessionTimer.ping.token(slot))
    }

    mutating func sendPing(_ slot: UInt32) {
        guard sessions[slot].state == .open || sessions[slot].state == .draining, let ping = kind(slot).ping else {
            return
        }
        let now = MonotonicClock.now()
        if isSilent(slot) {
            sessions[slot].pingTimer = table.loop.timers.schedule(
                at: now + ping.interval, token: SessionTimer.ping.token(slot))
            return
        }
        sessions[slot].pingWritten = now
        sessions[slot].pings &+= 1
        sessions[slot].fragmentPingsBefore = sessions[slot].fragmentPings
        metrics(slot).add(.wsPingsSent)
        let channel = sessions[slot].channel
        ping.payload.withBytes(of: sessions[slot].pings) { table.sendFrame(on: channel, .ping, payload: $0) }
        sessions[slot].pingTimer = table.loop.timers.schedule(
            at: now + ping.timeout, token: SessionTimer.pong.token(slot))
    }

    mutating func pingBetweenFragments(_ slot: UInt32) {
        metrics(slot).add(.wsPingsSent)
        sessions[slot].fragmentPings &+= 1
        sessions[slot].fragmentPingWritten = MonotonicClock.now()
        let channel = sessions[slot].channel
        LoadWorker.betweenFragments.withBytes(of: sessions[slot].fragmentPings) {
            table.sendFrame(on: channel, .ping, payload: $0)
        }
    }

    mutating func ponged(_ slot: UInt32, _ payload: ControlPayload, at: Nanoseconds) {
        metrics(slot).add(.wsPongsReceived)
        metrics(slot).add(.wsFramesReceived)
        if takePong(slot, payload, at: at) || takeFragmentPong(slot, payload) { return }
        guard let ping = kind(slot).ping else { return }
        let latest = sessions[slot].pings
        guard let number = table.withPayload(payload, { ping.payload.number(in: $0, latest: latest) }) else { return }
        guard number == latest, sessions[slot].pingWritten != 0 else { return pongedLate(slot) }
        if isMeasured(sessions[slot].pingWritten) { metrics(slot).record(.wsPing, at - sessions[slot].pingWritten) }
        sessions[slot].fragmentPongs = max(sessions[slot].fragmentPongs, sessions[slot].fragmentPingsBefore)
        scheduleNextPing(slot, ping)
    }

    /// A pong answers the pings before its own as well (RFC 6455, section 5.5.3).
    ///
    /// - Returns: whether the pong is that of a ping between fragments.
    private mutating func takeFragmentPong(_ slot: UInt32, _ payload: ControlPayload) -> Bool {
        let latest = sessions[slot].fragmentPings
        guard latest > 0,
            let number = table.withPayload(
                payload, { LoadWorker.betweenFragments.number(in: $0, latest: latest) })
        else { return false }
        sessions[slot].fragmentPongs = max(sessions[slot].fragmentPongs, number)
        if sessions[slot].pingWritten != 0, number > sessions[slot].fragmentPingsBefore, let ping = kind(slot).ping {
            scheduleNextPing(slot, ping)
        }
        return true
    }

    /// The pong of a ping that counts as missed; a second one to the same ping says nothing.
    private mutating func pongedLate(_ slot: UInt32) {
        guard sessions[slot].pongsMissed > 0 else { return }
        sessions[slot].pongsMissed -= 1
        metrics(slot).add(.wsPongsLate)
    }

    private mutating func scheduleNextPing(_ slot: UInt32, _ ping: PingProgram) {
        let next = max(sessions[slot].pingWritten + ping.interval, table.loop.now)
        sessions[slot].pingWritten = 0
        table.loop.timers.cancel(&sessions[slot].pingTimer)
        guard sessions[slot].state == .open || sessions[slot].state == .draining else { return }
        sessions[slot].pingTimer = table.loop.timers.schedule(at: next, token: SessionTimer.ping.token(slot))
    }

    mutating func missPong(_ slot: UInt32) {
        guard sessions[slot].state == .open || sessions[slot].state == .draining, let ping = kind(slot).ping,
            sessions[slot].pingWritten != 0
        else { return }
        // The pong may have come, and is not read yet.
        if let deafUntil = deafUntil(slot) {
            sessions[slot].pingTimer = table.loop.timers.schedule(
                at: deafUntil + ping.timeout, token: SessionTimer.pong.token(slot))
            return
        }
        sessions[slot].pongsMissed &+= 1
        count(.wsPongsMissed, of: sessions[slot].pingWritten, slot)
        metrics(slot).error(
            kind: "pong-timeout", message: "no pong within \(Duration.nanoseconds(ping.timeout))", at: table.loop.now)
        switch ping.onTimeout {
        case .count:
            scheduleNextPing(slot, ping)
        case .close:
            sessions[slot].pingWritten = 0
            abandon(slot)
            table.startClose(
                sessions[slot].channel, code: .goingAway, reason: "pong timeout", timeout: kind(slot).close.timeout)
        case .abort:
            sessions[slot].pingWritten = 0
            abandon(slot)
            table.abort(sessions[slot].channel)
        }
    }

    /// The connection has ended: pongs that have not come do not come any more.
    mutating func missOpenPings(_ slot: UInt32) {
        if sessions[slot].pingWritten != 0 { count(.wsPongsMissed, of: sessions[slot].pingWritten, slot) }
        for _ in sessions[slot].fragmentPongs..<sessions[slot].fragmentPings {
            count(.wsPongsMissed, of: sessions[slot].fragmentPingWritten, slot)
        }
        missOpenScriptPing(slot)
        sessions[slot].pingWritten = 0
        sessions[slot].pongsMissed = 0
        sessions[slot].fragmentPings = 0
        sessions[slot].fragmentPongs = 0
    }

    mutating func pinged(_ slot: UInt32) {
        metrics(slot).add(.wsPingsReceived)
        metrics(slot).add(.wsFramesReceived)
    }
}
