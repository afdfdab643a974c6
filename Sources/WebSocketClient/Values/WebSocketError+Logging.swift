import Logging
import NetworkIO

extension WebSocketError {
    /// The error in a log. The words of a peer's answer or close frame, the contents of frames and requests, and the words
    /// of extensions stay out: any of them may hold a secret.
    var logged: Logger.Metadata {
        var metadata: Logger.Metadata = ["ws.error": "\(logName)"]
        if let logText { metadata["ws.problem"] = "\(logText.onOneLine)" }
        return metadata
    }

    /// Short and stable.
    private var logName: String {
        switch self {
        case .invalidURL: "invalid-url"
        case .invalidRequest: "invalid-request"
        case .notResolved: "not-resolved"
        case .connectFailed: "connect-failed"
        case .tls(let kind, _): kind
        case .connectTimedOut(let phase, _): "\(phase)-timeout"
        case .refused(let refusal): "\(refusal.isByProxy ? "proxy-" : "")status-\(refusal.status)"
        case .handshake(let kind, _): kind

        case .abnormalEnd(let end): end.cause.logName
        case .protocolViolation(let rule, _, _, _, _): rule
        case .messageTooBig: "message-too-big"
        case .closed: "closed"

        case .cancelled: "cancelled"
        case .clientClosed: "client-closed"
        case .alreadyReading, .closeCodeNotSendable, .closeCodeMissing, .controlFrameTooLong, .fragmentedControlFrame,
            .wrongFrame, .fragment, .invalidText, .reservedBits:
            "wrong-use"
        case .noConverter, .notConvertible, .notDecodable, .notEncodable: "not-convertible"
        case .extensionConflict, .invalidExtension: "invalid-extension"
        case .wrongExtensionAnswer: "wrong-extension-answer"
        case .extensionFailed: "extension-failed"
        }
    }

    /// In words, where they are this side's own; of the peer's they have the names in its certificate at the most.
    private var logText: String? {
        switch self {
        case .notResolved, .tls, .connectTimedOut: description
        case .connectFailed(let code, _): SystemError.text(of: code)
        case .abnormalEnd(let end): end.problem
        case .protocolViolation(_, let section, _, let problem, _): "\(problem) (RFC 6455, section \(section))"
        case .messageTooBig(let bytes, let limit, _): "\(bytes) bytes; the limit is \(limit)"
        case .closed(let reason): reason.map { CloseReason($0.code).description }
        case .extensionConflict(let name, _, _), .invalidExtension(let name, _), .wrongExtensionAnswer(let name, _),
            .extensionFailed(let name, _, _):
            name
        default: nil
        }
    }
}

extension WebSocketAbnormalEnd.Cause {
    fileprivate var logName: String {
        switch self {
        case .ended: "stream-ended"
        case .reset: "reset"
        case .tls: "tls"
        case .pingTimeout: "ping-timeout"
        case .closeTimeout: "close-timeout"
        case .terminated: "terminated"
        }
    }
}
