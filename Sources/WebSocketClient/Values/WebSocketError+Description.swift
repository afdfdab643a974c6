extension WebSocketError: CustomStringConvertible {
    /// What is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .invalidURL(let url, let problem):
            "the URL \(url.debugDescription) \(problem); write ws://host:port/path or wss://…"
        case .invalidRequest(let problem): problem
        case .notResolved(let host, let problem): "the name \(host.debugDescription) has no address: \(problem)"
        case .connectFailed(_, let problem), .tls(_, let problem), .handshake(_, let problem): problem
        case .connectTimedOut(let phase, let limit):
            "the session was not open within \(limit); it had come to the phase \(phase); see `connectTimeout`"
        case .refused(let refusal): refusal.description

        case .abnormalEnd(let end): end.description
        case .protocolViolation(_, let section, let code, let problem, let lastBytes):
            "\(problem) (RFC 6455, section \(section)); closed with \(code.rawValue)"
                + WebSocketAbnormalEnd.text(ofLast: lastBytes)
        case .messageTooBig(let bytes, let limit, let lastBytes):
            "a message has at least \(bytes) bytes; `maxFrameSize` is \(limit); closed with 1009"
                + WebSocketAbnormalEnd.text(ofLast: lastBytes)
        case .closed(let reason): "the session is closed" + (reason.map { " with \($0)" } ?? ", no reason was given")

        case .alreadyReading: "`incoming` has another reader; read it in one task and pass the frames on"
        case .cancelled: "the task was cancelled"
        case .clientClosed: "the client is closed; make another one"
        case .closeCodeNotSendable(let code):
            "a close frame may not carry the code \(code.rawValue); use 1000 to 1003, 1007 to 1014 or 3000 to 4999"
        case .closeCodeMissing: "a close frame has one byte; give a code of two bytes, or nothing"
        case .controlFrameTooLong(let kind, let bytes): "a \(kind) frame has \(bytes) bytes; 125 are allowed"
        case .fragmentedControlFrame(let kind): "a \(kind) frame has `fin == false`; control frames have no fragments"
        case .wrongFrame(let kind, let expected): "the frame is \(kind), not \(expected)"
        case .fragment(let kind, let bytes):
            "the frame is a part of a \(kind) message, \(bytes) bytes; join all parts up to `fin == true` first"
        case .invalidText(let offset): "the text is not UTF-8 from byte \(offset) on"
        case .reservedBits(let kind):
            "a \(kind) frame has an RSV bit, which extensions alone set here; send it without, or open a raw session"

        case .noConverter(let type):
            "no content converter for \(type); set `contentConverter` of the client or of the session, for example to "
                + "JSONContentConverter()"
        case .notConvertible(let frame, let type): "the content converter does not read a \(frame) as \(type)"
        case .notDecodable(let mismatch): mismatch.description
        case .notEncodable(let type, let path, let problem):
            "a value of \(type) cannot be sent\(path.isEmpty ? "" : ", at \(path)"): \(problem)"

        case .extensionConflict(let name, let other, let what):
            "the extension \(name) cannot be installed: \(other) has \(what) already; install one of them"
        case .invalidExtension(let name, let problem): "the extension \(name.debugDescription) \(problem)"
        case .wrongExtensionAnswer(let name, let problem):
            "the server's answer on the extension \(name.debugDescription) is wrong: \(problem)"
        case .extensionFailed(let name, let problem, let code):
            "the extension \(name): \(problem); closed with \(code.rawValue)"
        }
    }
}
