/// Which offers a server accepts, and what it asks of the client (RFC 7692, section 7.1).
package struct DeflateAcceptance: Hashable, Sendable {
    /// What a server says to an offer that it accepts.
    package struct Answer: Hashable, Sendable {
        /// What is agreed on.
        package let agreed: DeflateParameters
        /// What stands in the response.
        package let headerParameters: [DeflateParameter]
    }

    /// The server's own messages begin with an empty window, even where the client does not ask for it; default false.
    package var serverNoContextTakeover = false
    /// The client's are to, even where it does not offer it; default false.
    package var clientNoContextTakeover = false
    /// The most that the server's own window has, 9 to 15; default 15. Less costs compression and saves memory.
    package var serverMaxWindowBits = 15
    /// The most that the client's may have, 8 to 15; default 15. Below it, offers without `client_max_window_bits` are
    /// declined, for such a client cannot be asked.
    package var clientMaxWindowBits = 15

    package init() {}

    /// Takes the first of a client's offers that can be accepted.
    ///
    /// - Parameter offers: in the order of the header.
    /// - Returns: nil where all are to be declined.
    package func answer(to offers: [[DeflateParameter]]) -> Answer? {
        for parameters in offers {
            if let offer = try? DeflateOffer(parameters), let answer = answer(to: offer) { return answer }
        }
        return nil
    }

    private func answer(to offer: DeflateOffer) -> Answer? {
        var agreed = DeflateParameters()
        agreed.serverNoContextTakeover = serverNoContextTakeover || offer.serverNoContextTakeover
        agreed.clientNoContextTakeover = clientNoContextTakeover || offer.clientNoContextTakeover
        agreed.serverMaxWindowBits = min(serverMaxWindowBits, offer.serverMaxWindowBits ?? 15)
        guard DeflateParameters.compressibleWindowBits.contains(agreed.serverMaxWindowBits) else { return nil }
        switch offer.clientWindow {
        case .notOffered:
            guard clientMaxWindowBits == 15 else { return nil }
        case .any: agreed.clientMaxWindowBits = clientMaxWindowBits
        case .atMost(let bits): agreed.clientMaxWindowBits = min(clientMaxWindowBits, bits)
        }
        var parameters = agreed.headerParameters
        // An offer of 15 is accepted by saying so, although it is the default (section 7.1.2.1).
        if agreed.serverMaxWindowBits == 15, offer.serverMaxWindowBits != nil {
            parameters.append(DeflateParameter(name: DeflateParameter.serverMaxWindowBits, value: "15"))
        }
        return Answer(agreed: agreed, headerParameters: parameters)
    }
}
