/// What a client offers (RFC 7692, section 7.1): one element of its header; a client may send several, the best first.
package struct DeflateOffer: Hashable, Sendable {
    /// Parameter `client_max_window_bits` (section 7.1.2.2).
    package enum ClientWindow: Hashable, Sendable {
        /// The server may not answer with it.
        case notOffered
        /// Without a value: the server may choose any.
        case any
        /// The client will not use more, and the server may answer with less.
        case atMost(Int)
    }

    /// The server is to begin each message with an empty window; default false.
    package var serverNoContextTakeover = false
    /// The client says that it will; default false.
    package var clientNoContextTakeover = false
    /// The most that the server's window may have, 8 to 15 as a base-2 logarithm; nil, the default, leaves it open.
    package var serverMaxWindowBits: Int?
    /// Default: not offered.
    package var clientWindow = ClientWindow.notOffered

    package init() {}

    /// Reads an offer as a server gets it.
    ///
    /// - Parameter parameters: in the order of the header.
    /// - Throws: the fault for which the offer is to be declined.
    package init(_ parameters: [DeflateParameter]) throws(DeflateParameterFault) {
        let read = try ParameterList(parameters, valueMayBeMissing: true)
        serverNoContextTakeover = read.serverNoContextTakeover
        clientNoContextTakeover = read.clientNoContextTakeover
        serverMaxWindowBits = read.serverMaxWindowBits
        if read.hasClientWindow { clientWindow = read.clientMaxWindowBits.map { .atMost($0) } ?? .any }
    }

    /// As it stands in the header.
    package var headerParameters: [DeflateParameter] {
        var list: [DeflateParameter] = []
        if serverNoContextTakeover { list.append(DeflateParameter(name: DeflateParameter.serverNoContextTakeover)) }
        if clientNoContextTakeover { list.append(DeflateParameter(name: DeflateParameter.clientNoContextTakeover)) }
        if let serverMaxWindowBits {
            list.append(DeflateParameter(name: DeflateParameter.serverMaxWindowBits, value: "\(serverMaxWindowBits)"))
        }
        switch clientWindow {
        case .notOffered: break
        case .any: list.append(DeflateParameter(name: DeflateParameter.clientMaxWindowBits))
        case .atMost(let bits):
            list.append(DeflateParameter(name: DeflateParameter.clientMaxWindowBits, value: "\(bits)"))
        }
        return list
    }

    /// What a server's answer to this offer means.
    ///
    /// - Parameter answer: in the order of the header.
    /// - Returns: what is agreed on.
    /// - Throws: why the answer does not fit the offer, for which the connection is to be failed.
    package func agreement(on answer: [DeflateParameter]) throws(DeflateParameterFault) -> DeflateParameters {
        let read = try ParameterList(answer, valueMayBeMissing: false)
        var agreed = DeflateParameters()
        agreed.serverNoContextTakeover = read.serverNoContextTakeover
        if serverNoContextTakeover, !read.serverNoContextTakeover {
            throw .notAnswered(DeflateParameter.serverNoContextTakeover)
        }
        // A hint in the offer that needs no answer (section 7.1.1.2).
        agreed.clientNoContextTakeover = read.clientNoContextTakeover || clientNoContextTakeover
        agreed.serverMaxWindowBits = try serverWindow(read.serverMaxWindowBits)
        agreed.clientMaxWindowBits = try clientWindow(read.clientMaxWindowBits)
        return agreed
    }

    private func serverWindow(_ answered: Int?) throws(DeflateParameterFault) -> Int {
        guard let offered = serverMaxWindowBits else { return answered ?? 15 }
        guard let answered else { throw .notAnswered(DeflateParameter.serverMaxWindowBits) }
        guard answered <= offered else {
            throw .windowTooLarge(DeflateParameter.serverMaxWindowBits, answered: answered, offered: offered)
        }
        return answered
    }

    private func clientWindow(_ answered: Int?) throws(DeflateParameterFault) -> Int {
        let name = DeflateParameter.clientMaxWindowBits
        var most = 15
        switch clientWindow {
        case .notOffered: if answered != nil { throw .notOffered(name) }
        case .any: break
        case .atMost(let bits): most = bits
        }
        guard let answered else { return most }
        guard answered <= most else { throw .windowTooLarge(name, answered: answered, offered: most) }
        guard answered >= DeflateParameters.compressibleWindowBits.lowerBound else { throw .windowTooSmall(name) }
        return answered
    }
}

extension [DeflateOffer] {
    /// What a server's answer means, which may accept any of several offers.
    ///
    /// - Parameter answer: in the order of the header.
    /// - Returns: what is agreed on, by the first offer that the answer fits.
    /// - Throws: why the answer does not fit the first offer, where it fits none.
    package func agreement(on answer: [DeflateParameter]) throws(DeflateParameterFault) -> DeflateParameters {
        var first: DeflateParameterFault?
        for offer in self {
            do throws(DeflateParameterFault) {
                return try offer.agreement(on: answer)
            } catch {
                first = first ?? error
            }
        }
        throw first ?? .notOffered(DeflateParameter.extensionName)
    }
}
