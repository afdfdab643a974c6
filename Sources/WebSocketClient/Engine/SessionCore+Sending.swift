import WebSocketCore
import WebSocketTransport

/// A frame that waits for room, or for the end of another task's message.
struct PendingSend {
    let frame: Frame
    let sender: Int
    let waiter: Waiter<Result<Void, WebSocketError>>
}

extension SessionCore {
    /// Sends a frame if that can be done at once.
    ///
    /// - Parameters:
    ///   - frame: to send.
    ///   - sender: the task that sends it.
    /// - Returns: what came of it; nil: it has to wait.
    func sendNow(_ frame: Frame, from sender: Int) -> Result<Void, WebSocketError>? {
        guard senders.isEmpty, maySend(frame, from: sender) else { return nil }
        return write(frame, from: sender)
    }

    func send(_ frame: Frame, from sender: Int, _ waiter: Waiter<Result<Void, WebSocketError>>) {
        guard waiter.isPending else { return }
        if let result = sendNow(frame, from: sender) { return waiter.resume(result) }
        senders.append(PendingSend(frame: frame, sender: sender, waiter: waiter))
        // Others may wait for a message to end that only this one can go on with.
        admitSenders()
    }

    /// Whether a frame can go now. What can never go can, so that its sender hears of it.
    private func maySend(_ frame: Frame, from sender: Int) -> Bool {
        guard mayWrite else { return true }
        if !frame.kind.isControl, let sending, sending.holder != sender { return false }
        return hasRoom
    }

    /// Whether our close frame is not out.
    private var mayWrite: Bool { channel != nil && (!hasCloseBegun || isCloseOwed) }

    var hasRoom: Bool {
        guard let channel else { return true }
        guard engine.table.waitingBytes(of: channel) > plan.outboundLimit else { return true }
        engine.table.flush()
        return engine.table.waitingBytes(of: channel) <= plan.outboundLimit
    }

    /// Lets go who may: in their order, but past those who wait for another's message to end.
    private func admitSenders() {
        var index = 0
        while index < senders.count {
            let next = senders[index]
            guard next.waiter.isPending else {
                senders.remove(at: index)
                continue
            }
            guard maySend(next.frame, from: next.sender) else {
                if !hasRoom { return }
                index += 1
                continue
            }
            senders.remove(at: index)
            next.waiter.resume(write(next.frame, from: next.sender))
            // The end of a message frees those before.
            index = 0
        }
    }

    private func write(_ frame: Frame, from sender: Int) -> Result<Void, WebSocketError> {
        guard let channel, mayWrite else { return .failure(endError) }
        do throws(WebSocketError) {
            try frame.validate()
            if !plan.isRaw, !frame.rsv.isEmpty { throw .reservedBits(frame.kind) }
            if frame.kind == .close {
                beginClose(frame.closeReason)
                return .success(())
            }
            if let sending, !frame.kind.isControl, sending.kind != frame.kind {
                throw .wrongFrame(frame.kind, expected: sending.kind)
            }
            if !plan.isRaw, frame.kind == .text {
                // Kept only now, so that a part which is refused leaves no trace.
                sentText = try frame.validatedText(after: sending == nil ? UTF8Validator() : sentText)
            }
            let sent = try extensions?.outgoing(frame) ?? frame
            put(sent, as: opcode(sent), on: channel)
        } catch {
            if case .extensionFailed = error { fail(error) }
            return .failure(error)
        }
        if !frame.kind.isControl {
            let goesOn = sending != nil
            sending = frame.fin ? nil : (frame.kind, sender)
            if frame.fin, goesOn, !senders.isEmpty { engine.add(.work { self.admitSenders() }) }
        }
        return .success(())
    }

    private func opcode(_ frame: Frame) -> Opcode {
        switch frame.kind {
        case .text: sending == nil ? .text : .continuation
        case .binary: sending == nil ? .binary : .continuation
        case .close: .close
        case .ping: .ping
        case .pong: .pong
        }
    }

    func mask() -> Masking {
        switch settings.masking {
        case .random: .fixed(engine.maskKeys.next())
        case .fixed, .off: settings.masking.ofChannel
        }
    }

    private func put(_ frame: Frame, as opcode: Opcode, on channel: ChannelID) {
        let before = flushers.isEmpty ? 0 : engine.table.waitingBytes(of: channel)
        unsafe engine.table.sendFrame(
            on: channel, opcode, fin: frame.fin, rsv: frame.rsv.rawValue, masking: mask(),
            payload: frame.data.span.bytes)
        guard !flushers.isEmpty else { return }
        written += engine.table.waitingBytes(of: channel) - before
        resumeFlushers()
    }

    /// Sends a control frame of the session's own, whoever waits.
    func writeControl(_ frame: Frame) {
        guard let channel, mayWrite else { return }
        put(frame, as: opcode(frame), on: channel)
    }

    /// All that waited is with the kernel.
    func drained() {
        resumeFlushers()
        if let pong = owedPong {
            owedPong = nil
            writeControl(.pong(pong))
        }
        admitSenders()
    }

    func failSenders() {
        let waiting = senders
        senders = []
        for sender in waiting { sender.waiter.resume(.failure(endError)) }
        resumeFlushers()
    }

    // MARK: - Settings

    /// Takes settings that were changed, from the next frame on.
    func take(_ settings: SessionSettings) {
        let pings = settings.pingInterval != self.settings.pingInterval
        self.settings = settings
        reader.limits = SessionCore.limits(settings, isRaw: plan.isRaw)
        if let channel, isOpen {
            engine.table.setMasking(mask(), of: channel)
            if pings { schedulePing() }
        }
    }
}
