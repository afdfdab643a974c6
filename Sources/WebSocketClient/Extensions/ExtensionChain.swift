import WebSocketCore

/// The extensions of one session: first those that are offered, then those that were agreed on.
///
/// It is used by one task at a time, on the session's loop.
final class ExtensionChain {
    private struct Link {
        let name: String
        let bits: WebSocketReservedBits
        let worker: any WebSocketExtension

        func failed(_ error: any Error, _ code: CloseReason.Code) -> WebSocketError {
            .extensionFailed(name: name, problem: "\(error)", code: code)
        }
    }

    private var links: [Link]
    /// The bits that frames of the peer may have.
    private(set) var bits: WebSocketReservedBits = []

    /// - Parameter extensions: of the client.
    /// - Throws: what went wrong when they were installed, or what is wrong with a configuration.
    init(_ extensions: WebSocketExtensions) throws(WebSocketError) {
        if let fault = extensions.fault { throw fault }
        links = []
        for entry in extensions.installed {
            do {
                links.append(Link(name: entry.name, bits: entry.bits, worker: try entry.make()))
            } catch let error as WebSocketError {
                throw error
            } catch {
                throw .invalidExtension(name: entry.name, problem: "cannot be set up: \(error)")
            }
        }
    }

    /// Whether no extension takes part, so that frames need not pass through here.
    var isEmpty: Bool { links.isEmpty }

    /// For the opening request, in the order in which the extensions were installed.
    ///
    /// - Returns: all offers.
    /// - Throws: `invalidExtension` for an offer with another name, or with what is no token.
    func offers() throws(WebSocketError) -> [ExtensionHeader] {
        var all: [ExtensionHeader] = []
        for link in links {
            for offer in link.worker.offers.map(\.header) {
                guard offer.name == link.name else {
                    throw .invalidExtension(
                        name: link.name, problem: "offers another name, \(offer.name.debugDescription)")
                }
                guard offer.isValid else {
                    throw .invalidExtension(name: link.name, problem: "offers what is no token of HTTP: \(offer)")
                }
                all.append(offer)
            }
        }
        return all
    }

    /// Takes the server's answer; only those that were agreed on stay, in the order of the answer (section 9.1).
    ///
    /// - Parameter accepted: the extensions of the response, in order.
    /// - Throws: `wrongExtensionAnswer` for one that was not offered or does not fit its offers.
    func negotiate(_ accepted: [ExtensionHeader]) throws(WebSocketError) {
        if let stranger = accepted.first(where: { answer in !links.contains { $0.name == answer.name } }) {
            throw .wrongExtensionAnswer(name: stranger.name, problem: "it was not offered")
        }
        var agreed: [(place: Int, link: Link)] = []
        for link in links {
            let answers = accepted.filter { $0.name == link.name }.map(WebSocketExtensionHeader.init)
            guard try takesPart(link, answers), let place = accepted.firstIndex(where: { $0.name == link.name }) else {
                continue
            }
            agreed.append((place, link))
        }
        links = agreed.sorted { $0.place < $1.place }.map(\.link)
        bits = links.reduce(into: []) { $0.formUnion($1.bits) }
    }

    private func takesPart(_ link: Link, _ answers: [WebSocketExtensionHeader]) throws(WebSocketError) -> Bool {
        let takesPart: Bool
        do {
            takesPart = try link.worker.clientNegotiation(accepted: answers)
        } catch let error as WebSocketError {
            throw error
        } catch {
            throw .wrongExtensionAnswer(name: link.name, problem: "\(error)")
        }
        // The server would send frames that this side has no meaning for.
        guard takesPart || answers.isEmpty else {
            throw .wrongExtensionAnswer(name: link.name, problem: "the server accepted it and the client did not")
        }
        return takesPart
    }

    /// Processes a frame that is to be sent, in the order of the server's answer.
    ///
    /// - Returns: what goes on the wire.
    /// - Throws: `extensionFailed`, for which the session is to be closed.
    func outgoing(_ frame: Frame) throws(WebSocketError) -> Frame {
        guard !frame.kind.isControl else { return frame }
        var frame = frame
        for link in links {
            let before = frame.rsv
            do { frame = try link.worker.processOutgoingFrame(frame) } catch {
                throw link.failed(error, .internalError)
            }
            let foreign = frame.rsv.symmetricDifference(before).subtracting(link.bits)
            guard foreign.isEmpty else {
                throw .extensionFailed(
                    name: link.name, problem: "it changed \(foreign), which it has not taken", code: .internalError)
            }
        }
        return frame
    }

    /// Processes a frame that came, in the reverse order.
    ///
    /// - Parameters:
    ///   - frame: with bits of `bits` only.
    ///   - limit: the most bytes that the result may have.
    /// - Returns: what the peer's own extensions were given.
    /// - Throws: `extensionFailed` and `messageTooBig`, for which the session is to be closed.
    func incoming(_ frame: Frame, limit: Int) throws(WebSocketError) -> Frame {
        guard !frame.kind.isControl else { return frame }
        let isChanged = !frame.rsv.isEmpty
        var frame = frame
        for link in links.reversed() {
            do {
                frame = try link.worker.processIncomingFrame(frame, limit: limit)
            } catch {
                // An error that says what the peer did is told to it as such.
                if let error = error as? WebSocketError, error.closeCode != nil { throw error }
                throw link.failed(error, .protocolError)
            }
        }
        guard frame.data.count <= limit else { throw .messageTooBig(bytes: frame.data.count, limit: limit) }
        // A bit that its extension has not taken off marks what nobody has read.
        guard frame.rsv.isEmpty else {
            throw .protocolViolation(
                rule: "reserved-bits", section: "5.2", code: .protocolError,
                problem: "\(frame.rsv) of a \(frame.kind) frame means nothing to its extension")
        }
        // Other text was checked when it came.
        if isChanged, frame.kind == .text, frame.fin, let wrong = frame.firstInvalidByte {
            throw WebSocketError(ProtocolViolation.invalidUTF8(offset: wrong))
        }
        return frame
    }
}
