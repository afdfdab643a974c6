import COpenSSL

/// What the TLS connections of one thread to one server share: settings, and sessions to be resumed.
@safe package final class TLSClient {
    /// As many as are kept. Each holds the server's certificates, some KiB.
    private static let mostTickets = 64

    let context: TLSContext
    /// What was wrong with the certificate of the handshake at hand.
    var certificateFault: TLSCertificateFault?
    /// The newest last.
    private var tickets: [OpaquePointer] = unsafe []

    /// - Parameter context: of a client; may be shared with other threads.
    package init(_ context: TLSContext) { self.context = context }

    deinit { unsafe tickets.forEach { unsafe SSL_SESSION_free($0) } }

    /// Keeps a session that the server offers.
    func add(ticket: OpaquePointer) {
        if unsafe tickets.count == TLSClient.mostTickets { unsafe SSL_SESSION_free(tickets.removeFirst()) }
        unsafe tickets.append(ticket)
    }

    /// Lends the newest session, and gives it up where there is another: a ticket is used once if it can be (RFC 8446,
    /// appendix C.4).
    func withTicket(_ body: (OpaquePointer) -> Void) {
        guard let ticket = unsafe tickets.last else { return }
        unsafe body(ticket)
        guard unsafe tickets.count > 1 else { return }
        unsafe tickets.removeLast()
        unsafe SSL_SESSION_free(ticket)
    }
}
