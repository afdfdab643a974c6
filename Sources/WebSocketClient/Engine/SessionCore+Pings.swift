import NetworkIO
import WebSocketCore

/// Pings of a default session, and the answers to the server's.
extension SessionCore {
    func answerPing(_ payload: [UInt8]) {
        // To answer the latest is enough (RFC 6455, section 5.5.3), so that pings cannot fill the memory.
        guard hasRoom else {
            owedPong = payload
            return
        }
        writeControl(.pong(payload))
    }

    /// Sets the next ping, where pings are asked for.
    func schedulePing() {
        engine.table.loop.timers.cancel(&pingTimer)
        engine.table.loop.timers.cancel(&pongTimer)
        awaitedPong = nil
        guard let interval = settings.pingInterval, channel != nil, !plan.isRaw, !hasCloseBegun else { return }
        pingTimer = set(.ping, after: interval)
    }

    private func set(_ timer: SessionTimer, after time: Duration) -> TimerID {
        engine.table.loop.refreshNow()
        return engine.table.loop.timers.schedule(
            at: engine.table.loop.now + time.nanoseconds, token: timer.token(tag))
    }

    func sendDuePing() {
        guard let patience = settings.pongPatience, channel != nil, !hasCloseBegun else { return }
        pingCount += 1
        let payload = unsafe withUnsafeBytes(of: pingCount.bigEndian) { unsafe Array($0) }
        writeControl(.ping(payload))
        log?.pingSent(pingCount)
        awaitedPong = payload
        pongTimer = set(.pong, after: patience)
    }

    func takePong(_ payload: [UInt8]) {
        guard payload == awaitedPong else { return }
        log?.pongReceived(pingCount)
        schedulePing()
    }

    func missPong() {
        guard let channel, !hasCloseBegun, let patience = settings.pongPatience else { return }
        let now = engine.table.loop.now
        // Whatever comes shows that the peer is there. A pong behind what nobody reads cannot be seen; that the ping
        // has arrived can.
        let isHeldBack = isPaused || !held.isEmpty
        let since = isHeldBack && engine.table.isAcknowledged(channel) ? now : lastSign
        guard since + patience.nanoseconds <= now else {
            pongTimer = engine.table.loop.timers.schedule(
                at: since + patience.nanoseconds, token: SessionTimer.pong.token(tag))
            return
        }
        failure = abnormalEnd(.pingTimeout, "nothing came within \(patience) after a ping")
        self.channel = nil
        let reason = "Ping timeout"
        log?.closeSent(CloseReason(.internalError, reason), begunBy: .client)
        engine.table.closeAtOnce(channel, code: .internalError, reason: reason)
    }
}
