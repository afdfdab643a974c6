import COpenSSL
import Glibc

/// TLS over one socket, which OpenSSL reads and writes by itself, so that the kernel can take over.
@safe struct TLSConnection: ~Copyable {
    /// How the peer's side came to its end.
    enum Ending {
        /// In order, by close_notify.
        case closed
        /// By the end of the stream alone: what came last may be missing (RFC 8446, section 6.1).
        case truncated
        case failed(TLSFailure)
    }

    /// The least that OpenSSL asks for when it begins with an empty buffer: a record of full length.
    private static let leastRead: UInt64 = 16_384

    private let ssl: OpaquePointer
    /// Must outlive `ssl`, which refers to it.
    private let client: TLSClient?
    private let kernel: KernelTLS
    /// Until its owner has heard that the handshake is done.
    var isHandshaking = true
    /// Nil while the peer's side goes on.
    private(set) var ending: Ending?
    /// Bytes that OpenSSL would send before it reads on, and the kernel has not taken.
    private(set) var readWantsWrite = false
    /// The latest read has left nothing of a record behind.
    private var isAtBoundary = false
    /// We have said that nothing more comes.
    private var isFinished = false
    /// Of the socket's bytes, those that are accounted for.
    private var written: UInt64 = 0
    private var read: UInt64 = 0

    /// - Throws: what OpenSSL could not set up.
    static func client(_ client: TLSClient, descriptor: Int32) throws(TLSFailure) -> TLSConnection {
        let context = client.context
        let ssl = unsafe try make(context, descriptor)
        unsafe SSL_set_connect_state(ssl)
        unsafe SSL_set_ex_data(ssl, 0, Unmanaged.passUnretained(client).toOpaque())
        // RFC 6066, section 3: no addresses.
        if SocketAddress(literal: context.serverName, port: 0) == nil {
            unsafe squall_tls_set_server_name(ssl, context.serverName)
        }
        if context.resumes { unsafe client.withTicket { unsafe SSL_set_session(ssl, $0) } }
        return unsafe TLSConnection(ssl, client, context.kernel)
    }

    /// - Throws: what OpenSSL could not set up.
    static func server(_ context: TLSContext, descriptor: Int32) throws(TLSFailure) -> TLSConnection {
        let ssl = unsafe try make(context, descriptor)
        unsafe SSL_set_accept_state(ssl)
        return unsafe TLSConnection(ssl, nil, context.kernel)
    }

    private static func make(_ context: TLSContext, _ descriptor: Int32) throws(TLSFailure) -> OpaquePointer {
        guard let ssl = unsafe SSL_new(context.pointer) else { throw .library("OpenSSL made no connection") }
        guard unsafe SSL_set_fd(ssl, descriptor) == 1 else {
            unsafe SSL_free(ssl)
            throw .library("OpenSSL did not take the socket")
        }
        return unsafe ssl
    }

    private init(_ ssl: OpaquePointer, _ client: TLSClient?, _ kernel: KernelTLS) {
        unsafe self.ssl = ssl
        self.client = client
        self.kernel = kernel
    }

    deinit {
        // Otherwise a reset would take the session that later handshakes are to resume (RFC 8446 asks for no such thing).
        if case .failed = ending {} else { unsafe SSL_set_shutdown(ssl, SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN) }
        unsafe SSL_free(ssl)
    }

    // MARK: - Handshake

    /// Goes on with the handshake.
    ///
    /// - Parameter overhead: to which its bytes are added.
    /// - Returns: whether it is done, also when it has failed, as `ending` tells.
    mutating func handshake(_ overhead: inout TLSOverhead) -> Bool {
        ERR_clear_error()
        client?.certificateFault = nil
        let result = unsafe SSL_do_handshake(ssl)
        accountSent(0, &overhead)
        accountReceived(0, &overhead)
        if result == 1 {
            if kernel == .on, unsafe squall_tls_kernel_sends(ssl) != 1 { ending = .failed(.kernelRefused) }
            return true
        }
        note(result)
        if let fault = client?.certificateFault, case .failed = ending { ending = .failed(.certificate(fault)) }
        if case .truncated = ending { ending = .failed(.ended) }
        if case .closed = ending { ending = .failed(.ended) }
        return ending != nil
    }

    /// What the handshake that is done has agreed on.
    var facts: TLSFacts {
        TLSFacts(
            version: unsafe SSL_version(ssl) == TLS1_3_VERSION ? .v13 : .v12,
            cipherSuite: unsafe CipherSuite.standardName(SSL_get_current_cipher(ssl)),
            applicationProtocol: applicationProtocol,
            isResumed: unsafe SSL_session_reused(ssl) == 1,
            kernelSends: unsafe squall_tls_kernel_sends(ssl) == 1,
            kernelReceives: unsafe squall_tls_kernel_receives(ssl) == 1)
    }

    private var applicationProtocol: String? {
        var name: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        unsafe SSL_get0_alpn_selected(ssl, &name, &length)
        guard let name = unsafe name, length > 0 else { return nil }
        return unsafe String(decoding: UnsafeBufferPointer(start: name, count: Int(length)), as: UTF8.self)
    }

    // MARK: - Records

    /// Reads what is there: until the socket is empty, the buffer full or the peer's side at its end.
    ///
    /// - Parameters:
    ///   - buffer: for what the records hold.
    ///   - mayHideEnd: the end of the stream may stand behind what comes.
    ///   - overhead: to which is added what the records had beside.
    /// - Returns: bytes in the buffer.
    mutating func receive(
        _ buffer: UnsafeMutableRawBufferPointer, mayHideEnd: Bool, _ overhead: inout TLSOverhead
    ) -> Int {
        ERR_clear_error()
        readWantsWrite = false
        let bio = unsafe SSL_get_rbio(ssl)
        let before = unsafe BIO_number_read(bio)
        let mayStop = unsafe isAtBoundary && !mayHideEnd && squall_tls_kernel_receives(ssl) != 1
        // What was read from the socket when nothing of a record was left behind for the last time.
        var whole = isAtBoundary ? before : .max
        var count = 0
        while count < buffer.count {
            var taken = 0
            let result = unsafe SSL_read_ex(ssl, buffer.baseAddress! + count, buffer.count - count, &taken)
            guard result == 1 else {
                note(result)
                break
            }
            count += taken
            guard unsafe SSL_has_pending(ssl) == 0 else { continue }
            whole = unsafe BIO_number_read(bio)
            // Less came than was asked for, so that the socket is empty and what comes next is a new edge. Asking again
            // would cost a system call per message.
            if mayStop, whole - before < TLSConnection.leastRead { break }
        }
        accountReceived(count, &overhead)
        isAtBoundary = whole == read
        // A ticket that came makes OpenSSL allocate the buffer of the next record to be sent, and keep it until then.
        if isAtBoundary { unsafe SSL_free_buffers(ssl) }
        return count
    }

    private mutating func accountReceived(_ count: Int, _ overhead: inout TLSOverhead) {
        let now = unsafe BIO_number_read(SSL_get_rbio(ssl))
        overhead.received += Int(now - read) - count
        read = now
    }

    /// Writes as much as the kernel takes. What it does not take must stand first in the next call.
    ///
    /// - Parameters:
    ///   - bytes: leave in as few records as they fit into.
    ///   - overhead: to which is added what the records have beside.
    /// - Returns: bytes taken, or a negated `errno` where there are none.
    mutating func send(_ bytes: UnsafeRawBufferPointer, _ overhead: inout TLSOverhead) -> Int {
        guard !isHandshaking else { return -Int(EPROTO) }
        ERR_clear_error()
        var count = 0
        var failure = 0
        while count < bytes.count, failure == 0 {
            var taken = 0
            let result = unsafe SSL_write_ex(ssl, bytes.baseAddress! + count, bytes.count - count, &taken)
            count += taken
            if result != 1 { failure = sendFailure(result) }
        }
        accountSent(count, &overhead)
        return count > 0 ? count : failure
    }

    private mutating func accountSent(_ count: Int, _ overhead: inout TLSOverhead) {
        let now = unsafe BIO_number_written(SSL_get_wbio(ssl))
        overhead.sent += Int(now - written) - count
        written = now
    }

    private func sendFailure(_ result: Int32) -> Int {
        let code = errno
        return switch unsafe SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_WRITE, SSL_ERROR_WANT_READ: -Int(EAGAIN)
        case SSL_ERROR_SYSCALL: -Int(code == 0 ? EPIPE : code)
        default: -Int(EPROTO)
        }
    }

    /// Tells the peer that nothing more comes (close_notify).
    ///
    /// - Parameter overhead: to which it is added.
    /// - Returns: false where the kernel took none of it.
    mutating func finish(_ overhead: inout TLSOverhead) -> Bool {
        guard !isHandshaking, !isFinished else { return true }
        if case .failed = ending { return true }
        ERR_clear_error()
        let result = unsafe SSL_shutdown(ssl)
        accountSent(0, &overhead)
        isFinished = unsafe result >= 0 || SSL_get_error(ssl, result) != SSL_ERROR_WANT_WRITE
        return isFinished
    }

    private mutating func note(_ result: Int32) {
        let code = errno
        switch unsafe SSL_get_error(ssl, result) {
        case SSL_ERROR_WANT_READ: break
        case SSL_ERROR_WANT_WRITE: readWantsWrite = true
        case SSL_ERROR_ZERO_RETURN: ending = .closed
        case SSL_ERROR_SYSCALL: ending = code == 0 ? .truncated : .failed(.system(code: code))
        default:
            let failure = TLSFailure(OpenSSLError.takeLast())
            ending = failure == .ended ? .truncated : .failed(failure)
        }
    }
}
