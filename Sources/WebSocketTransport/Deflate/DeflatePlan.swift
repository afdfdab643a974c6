import WebSocketCore
import WebSocketDeflate

/// permessage-deflate of a client's connects.
package struct DeflatePlan: Sendable, Hashable {
    /// In the order of preference; at least one.
    package var offers: [DeflateOffer]
    /// How messages are compressed.
    package var settings: DeflateSettings
    /// Whether a server that declines all offers fails the connect; default false.
    package var isRequired = false

    package init(offers: [DeflateOffer], settings: DeflateSettings) {
        self.offers = offers
        self.settings = settings
    }

    /// For the opening request.
    package var extensions: [ExtensionHeader] {
        offers.map { ExtensionHeader(permessageDeflate: $0.headerParameters) }
    }

    /// What the server's answer means.
    ///
    /// - Parameter accepted: the extensions in the response, each of which was offered.
    /// - Returns: nil where it declined.
    /// - Throws: a fault in the answer, or that the server declined what is required.
    func agreement(on accepted: [ExtensionHeader]) throws(HandshakeError) -> DeflateParameters? {
        guard let answer = accepted.first else {
            if isRequired { throw .missingExtension(DeflateParameter.extensionName) }
            return nil
        }
        guard accepted.count == 1 else { throw .repeatedExtension(answer.name) }
        do throws(DeflateParameterFault) {
            return try offers.agreement(on: answer.deflateParameters)
        } catch {
            throw .wrongParameter(error.parameter, of: answer.name, problem: error.description)
        }
    }
}

/// permessage-deflate of a server's listener.
package struct DeflateService: Sendable, Hashable {
    /// Which offers are accepted.
    package var acceptance: DeflateAcceptance
    /// How messages are compressed.
    package var settings: DeflateSettings
    /// Whether clients are refused whose offers are all declined; default false.
    package var isRequired = false

    package init(acceptance: DeflateAcceptance = DeflateAcceptance(), settings: DeflateSettings = DeflateSettings()) {
        self.acceptance = acceptance
        self.settings = settings
    }

    /// What to answer; nil where the client's offers, if any, are declined.
    ///
    /// - Throws: that the client has to be refused.
    func answer(to request: UpgradeRequest) throws(HandshakeError) -> DeflateAcceptance.Answer? {
        let offers = request.extensions.filter { $0.name == DeflateParameter.extensionName }
        let answer = acceptance.answer(to: offers.map(\.deflateParameters))
        if answer == nil, isRequired { throw .missingExtension(DeflateParameter.extensionName) }
        return answer
    }
}

extension ExtensionHeader {
    /// An offer or an answer of permessage-deflate.
    init(permessageDeflate parameters: [DeflateParameter]) {
        self.init(
            name: DeflateParameter.extensionName,
            parameters: parameters.map { Parameter(name: $0.name, value: $0.value) })
    }

    /// As the extension reads them.
    fileprivate var deflateParameters: [DeflateParameter] {
        parameters.map { DeflateParameter(name: $0.name, value: $0.value) }
    }
}
