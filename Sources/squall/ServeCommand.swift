import ArgumentParser
import CLinuxShims
import EchoServer
import Glibc
import NetworkIO
import WebSocketCore
import WebSocketTransport

struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Runs an echo server: any path, every message comes back, or goes to all sessions.")

    @Option(
        help:
            "Address and port to listen on, where port 0 lets the kernel choose; or unix:/path for a Unix-domain socket."
    )
    var listen = "127.0.0.1:9001"

    @Option(help: "Threads, each with a listener of its own.")
    var workers = 1

    @Flag(help: "Sends each message to all open sessions of the same path, the sender included. With one worker.")
    var broadcast = false

    @Option(help: "What to do with offers of permessage-deflate.")
    var compression = CompressionMode.decline

    @Option(
        help: """
            Parameters of permessage-deflate that the server asks for, as in a header, and level, mem_level, strategy \
            and threshold: "server_no_context_takeover; level=1".
            """)
    var compressionParameters = ""

    @Flag(help: "Takes frames without a mask too, against RFC 6455, section 5.1: for measuring what masking costs.")
    var allowUnmasked = false

    @OptionGroup(title: "TLS") var tls: ServeTLSOptions

    @Option(help: .hidden)
    var exitWithParent: Int32?

    func validate() throws {
        guard (1...1024).contains(workers) else { throw ValidationError("--workers must be from 1 to 1024.") }
        guard !broadcast || workers == 1 else {
            throw ValidationError("--broadcast runs with one worker, which knows all sessions; leave out --workers.")
        }
        guard address != nil else {
            throw ValidationError(
                "--listen must be an address and a port, such as 127.0.0.1:9001 or [::1]:9001, or unix: and a path of at "
                    + "most \(SocketAddress.longestPath) bytes.")
        }
        guard address?.path == nil || workers == 1 else {
            throw ValidationError("A Unix-domain socket has one listener; leave out --workers.")
        }
        do throws(CompressionTextFault) {
            _ = try service
        } catch {
            throw ValidationError("--compression-parameters: \(error)")
        }
        guard compression != .decline || compressionParameters.isEmpty else {
            throw ValidationError("--compression-parameters need --compression accept or --compression require.")
        }
    }

    /// What a server does with offers of compression.
    enum CompressionMode: String, ExpressibleByArgument, CaseIterable {
        /// The first that can be met; clients without one go uncompressed.
        case accept
        /// Likewise, and clients without one are refused.
        case require
        /// All go uncompressed.
        case decline
    }

    private var service: DeflateService {
        get throws(CompressionTextFault) {
            try DeflateService(text: compressionParameters, isRequired: compression == .require)
        }
    }

    private var address: SocketAddress? {
        if listen.hasPrefix("unix:") { return SocketAddress(literal: listen, port: 0) }
        guard let colon = listen.lastIndex(of: ":"), let port = UInt16(listen[listen.index(after: colon)...]) else {
            return nil
        }
        let host = listen[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        return SocketAddress(literal: isBracketed ? String(host.dropFirst().dropLast()) : String(host), port: port)
    }

    func run() throws {
        if let exitWithParent { _ = squall_exit_with_parent(exitWithParent) }
        OpenFileLimit.raise()
        guard let address else { throw ExitCode.cannotBegin }
        var options = EchoOptions(address: address)
        options.workers = workers
        options.broadcasts = broadcast
        options.permitsUnmasked = allowUnmasked
        if compression != .decline { options.compression = try service }
        // A run's own server takes whatever the run's scenario sends.
        if exitWithParent != nil { options.limits = FrameLimits(frame: 1 << 40, message: 1 << 40) }
        let certificate = try takeTLS(&options)
        let service: EchoService
        do throws(SystemError) {
            service = try EchoService(options)
        } catch {
            Output.complain("squall serve: error: cannot listen on \(listen): \(error)")
            throw ExitCode.cannotBegin
        }
        Output.write(greeting(service.address, certificate))
        let signals = StopSignals { service.stop() }
        let figures = service.join()
        signals.cancel()
        Output.write(summary(figures))
        // Its file goes with it.
        withExtendedLifetime(certificate) {}
    }

    /// - Returns: the certificate that was made, if one was.
    private func takeTLS(_ options: inout EchoOptions) throws -> ServerCertificate? {
        guard tls.isOn else { return nil }
        do throws(TLSSetupError) {
            let (context, certificate) = try tls.context()
            options.tls = context
            return certificate
        } catch {
            Output.complain("squall serve: error: \(error)")
            throw ExitCode.cannotBegin
        }
    }

    /// What is said at the end.
    private func summary(_ figures: EchoFigures) -> String {
        var text = "squall serve: \(counted(figures.sessions, "session")), "
        text += "\(counted(figures.refused, "opening handshake")) refused\n"
        guard tls.isOn else { return text }
        let failed = counted(figures.tlsFailures.values.reduce(0, +), "TLS handshake")
        let kinds = figures.tlsFailures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let reasons = kinds.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        return text + "squall serve: \(failed) failed" + (reasons.isEmpty ? "\n" : " (\(reasons))\n")
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// Whoever starts a server of its own reads the first two lines.
    private func greeting(_ address: SocketAddress, _ certificate: ServerCertificate?) -> String {
        let scheme = tls.isOn ? "wss" : "ws"
        let place = address.path == nil ? "\(scheme)://\(address)" : "\(address)"
        let first = "squall serve: listening on \(place)\n"
        let last =
            allowUnmasked
            ? "squall serve: takes frames without a mask (--allow-unmasked), against RFC 6455, section 5.1\n" : ""
        guard let certificate else { return first + last }
        return first + "squall serve: certificate: \(certificate.path)\n"
            + "squall serve: it is for localhost, 127.0.0.1 and ::1, and goes with the server; clients trust it by\n"
            + "squall serve: \"tls\": { \"ca\": \"\(certificate.path)\" } in a scenario, or curl --cacert "
            + "\(certificate.path)\n" + last
    }
}
