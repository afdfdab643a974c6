import NetworkIO
import WebSocketCore

/// Pings of a default session, and the answers to the server's.
extension SessionCore {
    func answerPing(_ payload: [UInt8]) {
        // To answer the latest is enough (RFC 6455, section 5.5.3), so that pings cannot fill the memory.
        guard let channel, engine.table.waitingBytes(of: channel) <= plan.outboundLimit else {
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
        guard let interval = settings.pingInterval, !plan.isRaw, !hasCloseBegun else { return }
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
        awaitedPong = payload
        pongTimer = set(.pong, after: patience)
    }

    func takePong(_ payload: [UInt8]) {
        guard payload == awaitedPong else { return }
        schedulePing()
    }

    func missPong() {
        guard let channel, !hasCloseBegun, let patience = settings.pongPatience else { return }
        // What the reader has not made room for cannot have been seen.
        if isPaused {
            pongTimer = set(.pong, after: patience)
            return
        }
        failure = abnormalEnd(.pingTimeout, "no pong came within \(patience)")
        self.channel = nil
        engine.table.closeAtOnce(channel, code: .internalError, reason: "Ping timeout")
    }
}
