import WebSocketCore

/// What a reader of `incoming` gets.
enum Reception: Sendable {
    case frame(Frame)
    case end
    case failed(WebSocketError)
}

extension SessionCore {
    /// What a frame counts for beside its payload, so that many empty ones are not free.
    static let frameOverhead = 64

    /// Bytes that came from the server, in the table's buffer.
    func received(_ range: Range<Int>) {
        lastSign = engine.table.loop.now
        let base = unsafe engine.table.received
        let bytes = unsafe RawSpan(_unsafeStart: base, byteCount: range.upperBound)
        var cursor = range.lowerBound
        // What came before goes before.
        if held.isEmpty { read(bytes, at: &cursor) }
        guard inboundEnd == nil, cursor < range.upperBound else { return }
        unsafe bytes.extracting(cursor..<range.upperBound).withUnsafeBytes { unsafe held.append(contentsOf: $0) }
    }

    /// Takes frames, up to the one that is too much for who reads them: a few bytes may be inflated to many.
    private func read(_ bytes: RawSpan, at cursor: inout Int) {
        var data: [UInt8] = []
        do throws(ProtocolViolation) {
            while inboundEnd == nil, !isPaused {
                data = []
                guard let frame = try reader.next(bytes, at: &cursor) else { return }
                data = frame.data
                if plan.isRaw { try takeRaw(frame) } else { try take(frame) }
            }
        } catch {
            fail(WebSocketError(error).carrying(lastBytes(data)), error)
        }
    }

    /// Goes on with what was held, and then with what the socket or its end has to say.
    private func readHeld() {
        guard !isPaused else { return }
        if inboundEnd == nil, channel != nil || lateEnd != nil {
            let bytes = held
            var cursor = heldCursor
            unsafe read(bytes.span.bytes, at: &cursor)
            heldCursor = cursor
        }
        if inboundEnd != nil || heldCursor == held.count {
            held = []
            heldCursor = 0
        }
        guard !isPaused, held.isEmpty else { return }
        if let channel {
            lastSign = engine.table.loop.now
            engine.table.setReading(true, of: channel)
        } else if inboundEnd == nil, let lateEnd {
            endIncoming(inboundEnd(lateEnd))
        }
    }

    private func takeRaw(_ frame: Frame) throws(ProtocolViolation) {
        deliver(frame)
        if frame.kind == .close { try closeReceived(frame, answers: false) }
    }

    private func take(_ frame: Frame) throws(ProtocolViolation) {
        switch frame.kind {
        case .text, .binary: try join(frame)
        case .ping: answerPing(frame.data)
        case .pong: takePong(frame.data)
        case .close: try closeReceived(frame, answers: true)
        }
    }

    private func join(_ frame: Frame) throws(ProtocolViolation) {
        try text.check(frame)
        let isFirst = joined == nil
        if isFirst, frame.fin { return deliverMessage(frame) }
        if isFirst {
            joined = frame
        } else {
            joined?.data += frame.data
        }
        guard frame.fin, var message = joined else { return }
        joined = nil
        message.fin = true
        deliverMessage(message)
    }

    private func deliverMessage(_ message: Frame) {
        guard let extensions else { return deliver(message) }
        do throws(WebSocketError) {
            deliver(try extensions.incoming(message, limit: settings.maxFrameSize))
        } catch {
            fail(error.carrying(lastBytes(message.data)))
        }
    }

    private func deliver(_ frame: Frame) {
        guard !dropsRest else { return }
        if let receiver, receiver.isPending {
            self.receiver = nil
            return receiver.resume(.frame(frame))
        }
        // Who has closed may not want to read any more, and nobody waits for them.
        guard !hasCloseBegun || unreadBytes <= plan.inboundLimit else {
            dropsRest = true
            return
        }
        unread.append(frame)
        unreadBytes += frame.data.count + SessionCore.frameOverhead
        if unreadBytes > plan.inboundLimit, !isPaused, !hasCloseBegun { pause() }
    }

    /// Stops the server by TCP's window; what has come already is held.
    private func pause() {
        isPaused = true
        // Of one that is broken the rest is read, which is with the kernel already, so that its end is seen.
        if let channel, !engine.table.isBroken(channel) { engine.table.setReading(false, of: channel) }
    }

    func resumeReading() {
        guard isPaused else { return }
        isPaused = false
        // Later, because it comes in the middle of a call, whose frames it might fail.
        engine.add(.work { self.readHeld() })
    }

    // MARK: - Readers

    /// What can be had at once.
    func receiveNow() -> Reception? {
        if unreadCursor < unread.count { return .frame(takeUnread()) }
        switch inboundEnd {
        case .closed: return .end
        case .failed(let error): return .failed(error)
        case nil: return nil
        }
    }

    func receive(_ waiter: Waiter<Reception>) {
        if let receiver, receiver.isPending { return waiter.resume(.failed(.alreadyReading)) }
        guard waiter.isPending else { return }
        if let reception = receiveNow() { waiter.resume(reception) } else { receiver = waiter }
    }

    private func takeUnread() -> Frame {
        let frame = unread[unreadCursor]
        unreadCursor += 1
        if unreadCursor == unread.count {
            unread.removeAll(keepingCapacity: unread.count <= 64)
            unreadCursor = 0
        } else if unreadCursor >= 256 {
            // What was read must not be held until all is read.
            unread.removeFirst(unreadCursor)
            unreadCursor = 0
        }
        unreadBytes -= frame.data.count + SessionCore.frameOverhead
        if unreadBytes < plan.inboundLimit / 2 { resumeReading() }
        return frame
    }

    /// Nothing more comes. What came before can still be read.
    func endIncoming(_ end: InboundEnd) {
        inboundEnd = end
        logEnd()
        // The end of the stream has still to be seen; what comes before it is dropped.
        resumeReading()
        guard let receiver else { return }
        self.receiver = nil
        switch end {
        case .closed: receiver.resume(.end)
        case .failed(let error): receiver.resume(.failed(error))
        }
    }
}
