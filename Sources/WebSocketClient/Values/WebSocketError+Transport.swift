import NetworkIO
import WebSocketCore
import WebSocketTransport

extension WebSocketError {
    /// What a peer did against the protocol or beyond the limits.
    init(_ violation: ProtocolViolation) {
        switch violation {
        case .frameTooBig(let length, let limit), .messageTooBig(let length, let limit):
            self = .messageTooBig(bytes: Int(clamping: length), limit: limit)
        default:
            self = .protocolViolation(
                rule: violation.rule, section: violation.section,
                code: CloseReason.Code(rawValue: violation.closeCode.rawValue), problem: violation.description)
        }
    }

    /// Why a connect came to nothing. Of a refusal it has what `HandshakeError` has: no headers, and the body's start.
    init(_ failure: ConnectFailure, host: String) {
        switch failure {
        case .resolve(let error): self = .notResolved(host: host, problem: error.description)
        case .timedOut(let phase, let limit): self = .connectTimedOut(phase: phase.rawValue, after: limit)
        case .tls(let error): self = .tls(kind: error.kind, problem: error.clientDescription)
        case .handshake(let error): self.init(error)
        case .cancelled: self = .cancelled
        case .system(let error, _): self = .connectFailed(code: error.code, problem: failure.description)
        case .proxy(.status(let status, let reason, _, _)):
            self = .refused(WebSocketRefusal(status: status, reason: reason, headers: [], body: "", isByProxy: true))
        case .proxy: self = .handshake(kind: failure.kind, problem: failure.description)
        }
    }

    /// What is wrong with the opening handshake.
    init(_ error: HandshakeError) {
        switch error {
        case .status(let status, let reason, let location, let body):
            let headers = location.map { [WebSocketHeader(name: "Location", value: $0)] } ?? []
            self = .refused(WebSocketRefusal(status: status, reason: reason, headers: headers, body: body))
        case .invalidField: self = .invalidRequest(error.description)
        default: self = .handshake(kind: error.kind, problem: error.description)
        }
    }

    /// The same with the last bytes that came, where the peer is at fault.
    func carrying(_ lastBytes: [UInt8]) -> WebSocketError {
        let last = Array(lastBytes.suffix(FrameReader.reportedBytes))
        return switch self {
        case .protocolViolation(let rule, let section, let code, let problem, _):
            .protocolViolation(rule: rule, section: section, code: code, problem: problem, lastBytes: last)
        case .messageTooBig(let bytes, let limit, _): .messageTooBig(bytes: bytes, limit: limit, lastBytes: last)
        default: self
        }
    }

    /// The code with which a session is closed for this error; nil where there is no session, or no peer to be told.
    public var closeCode: CloseReason.Code? {
        switch self {
        case .protocolViolation(_, _, let code, _, _), .extensionFailed(_, _, let code): code
        case .messageTooBig: .messageTooBig
        default: nil
        }
    }
}
