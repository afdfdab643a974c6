/// What an endpoint has to do when the connection comes to its end.
package struct CloseReaction: Hashable, Sendable {
    /// What happens to the byte stream, after the close frame that is to be sent has gone.
    package enum Stream: Hashable, Sendable {
        /// Nothing: the connection was not open.
        case keep
        /// End it now.
        case end
        /// Wait for the peer to end it, with a time-out (RFC 6455, section 7.1.1: the server ends first).
        case awaitEnd
    }

    /// Whether a close frame is to be sent, and reported with `ConnectionState.closeSent`.
    package let sendsClose: Bool
    /// The code of that frame; nil for an empty body.
    package let code: CloseCode?
    /// What happens to the byte stream then.
    package let stream: Stream

    package init(sendsClose: Bool, code: CloseCode?, stream: Stream) {
        self.sendsClose = sendsClose
        self.code = code
        self.stream = stream
    }
}
