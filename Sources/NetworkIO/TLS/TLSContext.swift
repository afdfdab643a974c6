import COpenSSL

/// Settings of TLS made ready: checked, certificates and keys read. Many connections of many threads may share one.
@safe package final class TLSContext: Sendable {
    // OpenSSL's contexts count their references atomically, and nothing is changed once `init` is done.
    nonisolated(unsafe) let pointer: OpaquePointer
    let kernel: KernelTLS
    /// Of a client: asked for by SNI.
    let serverName: String
    let resumes: Bool
    private let keyLog: TLSKeyLog?

    /// - Throws: which of the settings OpenSSL does not take.
    package init(client settings: TLSClientSettings) throws(TLSSetupError) {
        guard let pointer = unsafe SSL_CTX_new(TLS_client_method()) else {
            throw .library("OpenSSL gave no context")
        }
        unsafe self.pointer = pointer
        kernel = settings.kernel
        serverName = settings.serverName
        resumes = settings.resumes
        keyLog = try settings.keyLog.map { path throws(TLSSetupError) in try TLSKeyLog(path) }
        unsafe squall_tls_set_modes(pointer)
        try setCipherSuites(settings.cipherSuites, settings.minVersion, settings.maxVersion)
        try setProtocols(settings.alpn)
        if let identity = settings.identity { try setIdentity(identity) }
        if kernel != .off { unsafe squall_tls_enable_kernel(pointer) }
        try setVerification(settings)
        if resumes {
            unsafe squall_tls_hand_out_sessions(pointer)
            unsafe SSL_CTX_sess_set_new_cb(pointer) { unsafe TLSContext.keep($0, $1) }
        } else {
            unsafe squall_tls_keep_no_sessions(pointer)
        }
        unsafe keyLog?.attach(to: pointer)
    }

    /// - Throws: which of the settings OpenSSL does not take.
    package init(server settings: TLSServerSettings) throws(TLSSetupError) {
        guard let pointer = unsafe SSL_CTX_new(TLS_server_method()) else {
            throw .library("OpenSSL gave no context")
        }
        unsafe self.pointer = pointer
        kernel = settings.kernel
        serverName = ""
        resumes = settings.resumes
        keyLog = nil
        unsafe squall_tls_set_modes(pointer)
        guard unsafe squall_tls_set_versions(pointer, settings.minVersion.number, settings.maxVersion.number) == 1
        else { throw .library("the versions cannot be set") }
        try setIdentity(settings.identity)
        if kernel != .off { unsafe squall_tls_enable_kernel(pointer) }
        // Tickets hold all that the server needs to know: it remembers nothing.
        unsafe squall_tls_keep_no_sessions(pointer)
        if !resumes { unsafe squall_tls_issue_no_tickets(pointer) }
    }

    deinit { unsafe SSL_CTX_free(pointer) }

    private func setCipherSuites(_ names: [String], _ lowest: TLSVersion, _ highest: TLSVersion) throws(TLSSetupError) {
        var (lowest, highest) = (lowest, highest)
        let current = names.filter { CipherSuite.version($0) == .v13 }
        let older = names.filter { CipherSuite.version($0) == .v12 }
        for name in names {
            let known =
                unsafe CipherSuite.version(name) == .v13
                ? SSL_CTX_set_ciphersuites(pointer, name)
                : SSL_CTX_set_cipher_list(pointer, CipherSuite.openSSLName(name))
            if known != 1 { throw .library("OpenSSL has no cipher suite \"\(name)\"") }
        }
        if !names.isEmpty {
            if current.isEmpty { highest = min(highest, .v12) }
            if older.isEmpty { lowest = max(lowest, .v13) }
        }
        guard lowest <= highest else {
            throw TLSSetupError("the cipher suites are for versions of TLS that are not to be offered")
        }
        if !current.isEmpty { unsafe SSL_CTX_set_ciphersuites(pointer, current.joined(separator: ":")) }
        if !older.isEmpty {
            unsafe SSL_CTX_set_cipher_list(pointer, older.map(CipherSuite.openSSLName).joined(separator: ":"))
        }
        guard unsafe squall_tls_set_versions(pointer, lowest.number, highest.number) == 1 else {
            throw .library("the versions cannot be set")
        }
    }

    private func setProtocols(_ names: [String]) throws(TLSSetupError) {
        guard !names.isEmpty else { return }
        var bytes: [UInt8] = []
        for name in names { bytes += [UInt8(clamping: name.utf8.count)] + Array(name.utf8) }
        // Unlike its siblings this one gives 0 where all is well.
        guard unsafe SSL_CTX_set_alpn_protos(pointer, bytes, UInt32(bytes.count)) == 0 else {
            throw .library("the protocols cannot be offered")
        }
    }

    private func setIdentity(_ identity: TLSIdentity) throws(TLSSetupError) {
        let chain = unsafe PEM.certificates(identity.certificate)
        guard let leaf = unsafe chain.first, unsafe SSL_CTX_use_certificate(pointer, leaf) == 1 else {
            unsafe chain.forEach { unsafe X509_free($0) }
            throw .library("the certificate cannot be used: a PEM file with a certificate is needed")
        }
        unsafe X509_free(leaf)
        unsafe chain.dropFirst().forEach { certificate in
            if unsafe squall_tls_add_chain(pointer, certificate) != 1 { unsafe X509_free(certificate) }
        }
        guard let key = unsafe PEM.key(identity.key, password: identity.keyPassword) else {
            let mend = identity.keyPassword == nil ? "; if it is encrypted, give its password" : ""
            throw .library("the key cannot be read\(mend)")
        }
        defer { unsafe EVP_PKEY_free(key) }
        guard unsafe SSL_CTX_use_PrivateKey(pointer, key) == 1, unsafe SSL_CTX_check_private_key(pointer) == 1 else {
            throw .library("the key does not belong to the certificate")
        }
    }

    private func setVerification(_ settings: TLSClientSettings) throws(TLSSetupError) {
        guard !settings.skipsVerification else {
            unsafe SSL_CTX_set_verify(pointer, SSL_VERIFY_NONE, nil)
            return
        }
        unsafe SSL_CTX_set_verify(pointer, SSL_VERIFY_PEER) { unsafe TLSContext.note(isFine: $0, $1) }
        let parameters = unsafe SSL_CTX_get0_param(pointer)
        let named =
            if SocketAddress(literal: serverName, port: 0) != nil {
                unsafe X509_VERIFY_PARAM_set1_ip_asc(parameters, serverName)
            } else {
                unsafe X509_VERIFY_PARAM_set1_host(parameters, serverName, serverName.utf8.count)
            }
        guard named == 1 else { throw .library("\"\(serverName)\" is not a name that a certificate can have") }
        guard let authorities = settings.authorities else {
            // Where the system has none, the handshake names the authority that is missing.
            unsafe SSL_CTX_set_default_verify_paths(pointer)
            return
        }
        let store = unsafe SSL_CTX_get_cert_store(pointer)
        let certificates = unsafe PEM.certificates(authorities)
        guard unsafe !certificates.isEmpty else {
            throw .library("the file of authorities has no certificate: a PEM file is needed")
        }
        unsafe certificates.forEach { certificate in
            unsafe X509_STORE_add_cert(store, certificate)
            unsafe X509_free(certificate)
        }
    }

    /// A server offers a session to be resumed.
    private static func keep(_ ssl: OpaquePointer?, _ session: OpaquePointer?) -> Int32 {
        guard let session = unsafe session, let client = unsafe client(of: ssl) else { return 0 }
        unsafe client.add(ticket: session)
        return 1
    }

    /// A certificate has been looked at.
    private static func note(isFine: Int32, _ store: OpaquePointer?) -> Int32 {
        guard isFine == 0, let store = unsafe store else { return isFine }
        let ssl = unsafe X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx())
        if let client = unsafe client(of: ssl.map { OpaquePointer($0) }), client.certificateFault == nil {
            client.certificateFault = unsafe TLSCertificateFault(store, serverName: client.context.serverName)
        }
        return 0
    }

    private static func client(of ssl: OpaquePointer?) -> TLSClient? {
        guard let ssl = unsafe ssl, let data = unsafe SSL_get_ex_data(ssl, 0) else { return nil }
        return unsafe Unmanaged<TLSClient>.fromOpaque(data).takeUnretainedValue()
    }
}
