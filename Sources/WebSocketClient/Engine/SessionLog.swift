import Logging

/// Tells a client's logger what becomes of one session. Never of a message, and nothing that is meant to hold a secret: no
/// headers, no query, no contents, no names of subprotocols, which clients also use for tokens.
///
/// The levels and the keys of the metadata stand at `WebSocketClientConfiguration.logger`.
struct SessionLog: Sendable {
    /// Whoever sent a close frame first.
    enum Side: String {
        case client, server
    }

    /// Of the client.
    let logger: Logger
    /// Names the session among those of its client. It is not put into the logger, because that copies a logger's handler
    /// and metadata, for each session, also where nothing of it is heard.
    let number: Int

    private func tagged(_ metadata: Logger.Metadata) -> Logger.Metadata {
        metadata.merging(["ws.session": "\(number)"]) { $1 }
    }

    // MARK: - Opening

    func opening(_ place: WebSocketPlace) {
        logger.debug(
            "opening the session",
            metadata: tagged(place.logged.merging(["ws.tls": "\(place.isSecure)"]) { $1 }))
    }

    func opened(_ call: WebSocketCall) {
        logger.debug("the session is open", metadata: tagged(SessionLog.metadata(call)))
    }

    private static func metadata(_ call: WebSocketCall) -> Logger.Metadata {
        var metadata: Logger.Metadata = [:]
        if let subprotocol = call.response.subprotocol,
            let index = call.request.subprotocols.firstIndex(of: subprotocol)
        {
            metadata["ws.subprotocol"] = "\(index + 1)"
        }
        if !call.response.extensions.isEmpty {
            metadata["ws.extensions"] = .array(call.response.extensions.map { "\($0)" })
        }
        if let version = call.tlsVersion { metadata["ws.tls.version"] = "\(version)" }
        return metadata
    }

    func openingFailed(_ error: WebSocketError) {
        logger.debug("the session could not be opened", metadata: tagged(error.logged))
    }

    // MARK: - The end

    /// - Parameters:
    ///   - reason: of the frame; nil where it has no code.
    ///   - side: began the closing.
    func closeSent(_ reason: CloseReason?, begunBy side: Side) {
        logger.debug("sent a close frame", metadata: tagged(SessionLog.metadata(reason, begunBy: side)))
    }

    /// - Parameters:
    ///   - reason: of the frame; nil where it has no code.
    ///   - side: began the closing.
    func closeReceived(_ reason: CloseReason?, begunBy side: Side) {
        logger.debug("received a close frame", metadata: tagged(SessionLog.metadata(reason, begunBy: side)))
    }

    func closed(_ reason: CloseReason?) {
        logger.debug("the session is closed", metadata: tagged(SessionLog.metadata(reason)))
    }

    /// For any end but a close, that of a session which the server did not answer in time among them.
    func ended(_ error: WebSocketError) {
        logger.debug("the session ended without being closed", metadata: tagged(error.logged))
    }

    private static func metadata(_ reason: CloseReason?, begunBy side: Side? = nil) -> Logger.Metadata {
        var metadata: Logger.Metadata = [:]
        if let reason {
            metadata["ws.close.code"] = "\(reason.code.rawValue)"
            if !reason.message.isEmpty { metadata["ws.close.reason"] = "\(reason.message.quotedInLog)" }
        }
        if let side { metadata["ws.close.begun_by"] = "\(side.rawValue)" }
        return metadata
    }

    // MARK: - Pings of the client's own

    func pingSent(_ count: UInt64) {
        logger.trace("sent a ping", metadata: tagged(["ws.ping": "\(count)"]))
    }

    func pongReceived(_ count: UInt64) {
        logger.trace("received the pong", metadata: tagged(["ws.ping": "\(count)"]))
    }
}

extension WebSocketPlace {
    /// Without credentials and query, where tokens stand.
    var logged: Logger.Metadata {
        // By scalars: a character may be a question mark with an accent.
        let path = String(resource.unicodeScalars.prefix { $0 != "?" && $0 != "#" })
        return ["ws.host": "\(host)", "ws.port": "\(port)", "ws.path": "\(path.quotedInLog)"]
    }
}
