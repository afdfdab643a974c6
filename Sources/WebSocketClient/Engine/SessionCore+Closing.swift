import WebSocketCore

extension SessionCore {
    /// Closes with a reason, unless that has begun; the waiter gets true when the connection has ended.
    func close(_ reason: CloseReason, _ waiter: Waiter<Bool>) {
        guard !hasEnded else { return waiter.resume(true) }
        beginClose(reason)
        if waiter.isPending { closers.append(waiter) }
    }

    /// Sends our close frame behind all that was written. The server has `closeTimeout` for its own and for the end of
    /// the stream.
    func beginClose(_ reason: CloseReason?) {
        guard let channel, isOpen, !hasCloseBegun || isCloseOwed else { return }
        log?.closeSent(reason, begunBy: hasCloseBegun ? .server : .client)
        if !hasCloseBegun { firstClose = reason }
        hasCloseBegun = true
        isCloseOwed = false
        // The server's close frame stands behind what is unread.
        resumeReading()
        engine.table.startClose(
            channel, code: reason.map { CloseCode(rawValue: $0.code.rawValue) }, reason: reason?.message ?? "",
            timeout: plan.closeTimeout)
        failSenders()
    }

    /// The server's close frame.
    func closeReceived(_ frame: Frame, answers: Bool) throws(ProtocolViolation) {
        let status = try CloseStatus(decoding: unsafe frame.data.span.bytes)
        log?.closeReceived(frame.closeReason, begunBy: hasCloseBegun ? .client : .server)
        if let channel {
            engine.table.received(status, on: channel, answers: answers)
            if answers, !hasCloseBegun {
                log?.closeSent(frame.closeReason.map { CloseReason($0.code) }, begunBy: .server)
                engine.table.awaitClose(channel, timeout: plan.closeTimeout)
            }
        }
        if !hasCloseBegun {
            firstClose = frame.closeReason
            isCloseOwed = !answers
        }
        hasCloseBegun = true
        endIncoming(.closed)
        resumeReasonWaiters()
        if answers { failSenders() }
    }

    /// Ends the session for what the server did, or for what an extension could not do, and tells the server.
    func fail(_ error: WebSocketError, _ violation: ProtocolViolation? = nil) {
        guard inboundEnd == nil else { return }
        failure = error
        // A close frame that was found ahead stands behind the fault, where an extension alone finds that.
        if lateEnd != nil, !hasCloseBegun { firstClose = nil }
        if let channel {
            if !hasCloseBegun { log?.closeSent(error.closeCode.map { CloseReason($0) }, begunBy: .client) }
            if let violation {
                engine.table.violated(channel, violation)
                engine.table.awaitClose(channel, timeout: plan.closeTimeout)
            } else {
                engine.table.startClose(
                    channel, code: error.closeCode.map { CloseCode(rawValue: $0.rawValue) }, timeout: plan.closeTimeout)
            }
        }
        hasCloseBegun = true
        endIncoming(.failed(error))
        failSenders()
    }

    /// Cuts the connection, for the user.
    func terminate() {
        guard channel != nil, isOpen else { return abandon() }
        failure = abnormalEnd(.terminated, "this side cut the connection")
        abandon()
    }

    /// Cuts the connection, or gives up connecting.
    func abandon() {
        guard let channel else { return }
        self.channel = nil
        engine.table.abort(channel)
    }

    /// The client goes, and its sessions with it.
    func clientCloses() {
        if opening != nil {
            failure = .clientClosed
            abandonOpening()
        } else {
            beginClose(CloseReason(.goingAway))
        }
    }

    func awaitReason(_ waiter: Waiter<CloseReason?>) {
        guard waiter.isPending else { return }
        reasonWaiters.append(waiter)
        if inboundEnd != nil || hasEnded { resumeReasonWaiters() }
    }

    /// The server's close frame where it is held, behind messages that nobody may ever read.
    var heldClose: Frame? {
        let bytes = held
        var (ahead, text, cursor) = (reader, text, heldCursor)
        do {
            while let frame = unsafe try ahead.next(bytes.span.bytes, at: &cursor) {
                if frame.kind == .close {
                    try frame.validate()
                    return frame
                }
                if !plan.isRaw, !frame.kind.isControl { try text.check(frame) }
            }
        } catch {
            // Who reads finds what is wrong; what stands behind it says nothing.
        }
        return nil
    }

    func resumeReasonWaiters() {
        let waiting = reasonWaiters
        reasonWaiters = []
        for waiter in waiting { waiter.resume(firstClose) }
    }
}
