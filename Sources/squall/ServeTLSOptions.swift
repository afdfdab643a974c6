import ArgumentParser
import EchoServer
import Glibc
import NetworkIO

/// How `squall serve` speaks TLS.
struct ServeTLSOptions: ParsableArguments {
    @Flag(help: "Speaks TLS (wss://); without --cert with a certificate for localhost that is made on the spot.")
    var tls = false

    @Option(
        help: .init("The server's certificate, and those that lead to its authority (PEM).", valueName: "file"),
        completion: .file(extensions: ["pem", "crt"]))
    var cert: String?

    @Option(
        help: .init("The key of --cert (PEM).", valueName: "file"),
        completion: .file(extensions: ["pem", "key"]))
    var key: String?

    @Option(
        help: .init("The first line of this file is the password of an encrypted --key.", valueName: "file"),
        completion: .file())
    var keyPasswordFile: String?

    @Option(help: .init("The lowest version of TLS that is taken, 1.2 or 1.3.", valueName: "version"))
    var tlsMinVersion: TLSVersion = .v12

    @Option(help: .init("The highest one.", valueName: "version"))
    var tlsMaxVersion: TLSVersion = .v13

    @Option(help: .init("Whether the kernel encrypts: off, on or auto.", valueName: "when"))
    var ktls: KernelTLS = .off

    @Flag(help: "Issues no tickets, so that every TLS handshake is a full one.")
    var noResumption = false

    var isOn: Bool { tls || cert != nil }

    func validate() throws {
        guard (cert == nil) == (key == nil) else { throw ValidationError("--cert and --key go together.") }
        guard keyPasswordFile == nil || key != nil else {
            throw ValidationError("--key-password-file is for --key, which is missing.")
        }
        guard tlsMinVersion <= tlsMaxVersion else {
            throw ValidationError("--tls-min-version is above --tls-max-version.")
        }
        if ktls == .on, let obstacle = KernelTLS.obstacle() {
            throw ValidationError("--ktls on: \(obstacle); auto goes on without.")
        }
    }

    /// What the server speaks TLS with, and the certificate that was made for it, if one was.
    ///
    /// - Throws: why it cannot.
    func context() throws(TLSSetupError) -> (TLSContext, ServerCertificate?) {
        var made: ServerCertificate?
        let identity: TLSIdentity
        if let cert, let key {
            identity = TLSIdentity(
                certificate: try content(cert), key: try content(key), keyPassword: try keyPasswordFile.map(firstLine))
        } else {
            let certificate = try ServerCertificate()
            identity = certificate.identity
            made = certificate
        }
        var settings = TLSServerSettings(identity: identity)
        settings.minVersion = tlsMinVersion
        settings.maxVersion = tlsMaxVersion
        settings.kernel = ktls
        settings.resumes = !noResumption
        return (try TLSContext(server: settings), made)
    }

    private func firstLine(_ path: String) throws(TLSSetupError) -> String {
        let line = try content(path).prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
    }

    private func content(_ path: String) throws(TLSSetupError) -> [UInt8] {
        guard let content = ScenarioFile.content(of: path) else {
            throw TLSSetupError("\(path) cannot be read: \(SystemError.text(of: errno))")
        }
        return content
    }
}

extension TLSVersion: ExpressibleByArgument {}
extension KernelTLS: ExpressibleByArgument {}
