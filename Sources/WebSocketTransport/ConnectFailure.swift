import Glibc
import NetworkIO
import WebSocketCore

/// How far a connect had come.
package enum ConnectPhase: String, Sendable {
    case dns, tcp, proxy, tls, upgrade
}

/// Why a connect came to nothing.
package enum ConnectFailure: Error, Sendable, CustomStringConvertible {
    case resolve(ResolveError)
    /// A system call failed: the connect itself, or what it needs.
    case system(SystemError, ConnectPhase)
    case timedOut(ConnectPhase, after: Duration)
    case tls(TLSFailure)
    /// The proxy did not open the tunnel.
    case proxy(HandshakeError)
    case handshake(HandshakeError)
    /// The owner gave up.
    case cancelled(ConnectPhase)

    /// A short stable name for metrics, such as `connect-refused` or `handshake-status-401`.
    package var kind: String {
        switch self {
        case .resolve: "dns-failed"
        case .timedOut(let phase, _): "\(phase.rawValue)-timeout"
        case .tls(let failure): failure.kind
        case .proxy(let error): "proxy-\(error.kind)"
        case .handshake(let error): "handshake-\(error.kind)"
        case .cancelled: "connect-cancelled"
        case .system(let error, let phase): ConnectFailure.kind(of: error.code, phase)
        }
    }

    private static func kind(of code: Int32, _ phase: ConnectPhase) -> String {
        switch code {
        case ECONNREFUSED: "connect-refused"
        case ECONNRESET, EPIPE: phase == .upgrade ? "handshake-reset" : "connect-reset"
        case ETIMEDOUT: "\(phase.rawValue)-timeout"
        case ENETUNREACH, EHOSTUNREACH: "connect-unreachable"
        case EADDRNOTAVAIL: "connect-no-local-port"
        case EMFILE, ENFILE: "connect-no-open-files"
        case ENOBUFS, ENOMEM: "connect-no-memory"
        default: "connect-errno-\(code)"
        }
    }

    package var description: String {
        switch self {
        case .resolve(let error): error.description
        case .system(let error, .upgrade): "in the opening handshake: \(error)"
        case .system(let error, _): error.description
        case .timedOut(.dns, let limit): "the name was not resolved within \(limit)"
        case .timedOut(.tcp, let limit): "no connection within \(limit)"
        case .timedOut(.proxy, let limit): "connected to the proxy, but no tunnel within \(limit)"
        case .timedOut(.tls, let limit): "connected, but the TLS handshake was not done within \(limit)"
        case .timedOut(.upgrade, let limit): "connected, but no answer to the opening handshake within \(limit)"
        case .tls(let failure): failure.description
        case .proxy(.status(let status, let reason, _, _)): "the proxy answered \(status) \(reason)"
        case .proxy(let error): "from the proxy: \(error)"
        case .handshake(let error): error.description
        case .cancelled(let phase): "given up while in phase \(phase.rawValue)"
        }
    }
}
