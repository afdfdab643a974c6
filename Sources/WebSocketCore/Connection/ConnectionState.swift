/// Where one connection stands between its first byte and its end (RFC 6455, sections 4.1 and 7).
///
/// Sends nothing and waits for nothing itself: it is told what happened, and says what is to be done.
package struct ConnectionState: Hashable, Sendable {
    /// The states that the RFC names.
    package enum Name: String, Hashable, Sendable {
        case connecting, open, closing, closed
    }

    private enum State: Hashable, Sendable {
        case connecting
        case open
        /// Our close frame is out, 1005 for one without a code.
        case closeSent(UInt16)
        /// The peer's close frame has come and ours is due.
        case closeReceived(CloseStatus)
        case closeExchanged(sent: UInt16, received: CloseStatus, first: Closure.Initiator)
        /// Our direction of the stream has ended without a close frame; the peer's, where one has come since.
        case sendingEnded(CloseStatus?)
        case closed(Closure)
    }

    private var state = State.connecting
    private let role: Role

    /// - Parameter role: of this endpoint.
    package init(role: Role) {
        self.role = role
    }

    /// The state as the RFC names it.
    package var name: Name {
        switch state {
        case .connecting: .connecting
        case .open: .open
        case .closeSent, .closeReceived, .closeExchanged, .sendingEnded: .closing
        case .closed: .closed
        }
    }

    /// Whether a frame may be sent: from the handshake to our own close frame (section 5.5.1).
    package var maySend: Bool {
        switch state {
        case .open, .closeReceived: true
        default: false
        }
    }

    /// How it ended; nil before.
    package var closure: Closure? {
        if case .closed(let closure) = state { closure } else { nil }
    }
}

extension ConnectionState {
    /// The opening handshake has succeeded.
    package mutating func opened() {
        if state == .connecting { state = .open }
    }

    /// A close frame was sent. Sending a second one changes nothing.
    ///
    /// - Parameter code: that it carried; nil for an empty body.
    /// - Returns: what to do with the stream, once the frame has gone: a server that answered ends it.
    @discardableResult
    package mutating func closeSent(code: CloseCode?) -> CloseReaction.Stream {
        let sent = code?.rawValue ?? CloseCode.noStatus.rawValue
        switch state {
        case .open:
            state = .closeSent(sent)
            return .keep
        case .closeReceived(let received):
            state = .closeExchanged(sent: sent, received: received, first: .remote)
            return afterExchange
        default:
            return .keep
        }
    }

    /// This side ended its direction of the stream without a close frame: nothing can be sent any more.
    package mutating func sendingEnded() {
        if state == .open { state = .sendingEnded(nil) }
    }

    /// The peer's close frame came.
    ///
    /// - Parameter status: as the decoder gave it.
    /// - Returns: an answer with the same code if none is out yet (section 5.5.1), and what to do with the stream.
    package mutating func closeReceived(_ status: CloseStatus) -> CloseReaction {
        switch state {
        case .open:
            state = .closeReceived(status)
            return CloseReaction(sendsClose: true, code: status.code, stream: afterExchange)
        case .closeSent(let sent):
            state = .closeExchanged(sent: sent, received: status, first: .local)
            return CloseReaction(sendsClose: false, code: nil, stream: afterExchange)
        case .sendingEnded(nil):
            state = .sendingEnded(status)
            return CloseReaction(sendsClose: false, code: nil, stream: .keep)
        default:
            return CloseReaction(sendsClose: false, code: nil, stream: .keep)
        }
    }

    /// The peer broke a rule: the connection is failed (section 7.1.7).
    ///
    /// - Parameter violation: as the decoder threw it.
    /// - Returns: the close frame that says so, unless ours is out, and the end of the stream.
    package func violated(_ violation: ProtocolViolation) -> CloseReaction {
        switch state {
        case .open, .closeReceived:
            CloseReaction(sendsClose: true, code: violation.closeCode, stream: .end)
        case .connecting, .closeSent, .closeExchanged, .sendingEnded:
            CloseReaction(sendsClose: false, code: nil, stream: .end)
        case .closed:
            CloseReaction(sendsClose: false, code: nil, stream: .keep)
        }
    }

    /// The byte stream is at its end; what had ended before stays as it was.
    ///
    /// - Parameter end: how it came to that.
    /// - Returns: the connection's end: 1006 when no close frame had come (section 7.1.5).
    package mutating func streamEnded(_ end: Closure.StreamEnd) -> Closure {
        let closure: Closure
        let abnormal = CloseStatus(code: .abnormal)
        switch state {
        case .connecting, .open:
            let initiator: Closure.Initiator =
                switch end {
                case .ended, .timedOut: .local
                case .finished: .remote
                case .reset: .none
                }
            closure = Closure(received: abnormal, sent: nil, initiator: initiator, clean: false, end)
        case .closeSent(let sent):
            closure = Closure(received: abnormal, sent: sent, initiator: .local, clean: false, end)
        case .closeReceived(let received):
            closure = Closure(received: received, sent: nil, initiator: .remote, clean: false, end)
        case .closeExchanged(let sent, let received, let first):
            closure = Closure(received: received, sent: sent, initiator: first, clean: true, end)
        case .sendingEnded(let received):
            closure = Closure(received: received ?? abnormal, sent: nil, initiator: .local, clean: false, end)
        case .closed(let earlier):
            return earlier
        }
        state = .closed(closure)
        return closure
    }

    private var afterExchange: CloseReaction.Stream { role == .server ? .end : .awaitEnd }
}

extension Closure {
    fileprivate init(received: CloseStatus, sent: UInt16?, initiator: Initiator, clean: Bool, _ end: StreamEnd) {
        self.init(
            code: (received.code ?? .noStatus).rawValue, reason: received.reason, sentCode: sent,
            initiator: initiator, clean: clean, streamEnd: end)
    }
}
