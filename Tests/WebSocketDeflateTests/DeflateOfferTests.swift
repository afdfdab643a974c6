import Testing

@testable import WebSocketDeflate

/// RFC 7692, section 7.1: what an answer may say to an offer.
struct DeflateOfferTests {
    private typealias P = DeflateParameter

    private static func offer(_ change: (inout DeflateOffer) -> Void = { _ in }) -> DeflateOffer {
        var offer = DeflateOffer()
        change(&offer)
        return offer
    }

    @Test func anEmptyAnswerMeansTheDefaults() throws {
        #expect(try Self.offer().agreement(on: []) == DeflateParameters())
        #expect(DeflateOffer().headerParameters.isEmpty)
    }

    @Test func whatIsAskedForMustBeAnswered() {
        let offer = Self.offer {
            $0.serverNoContextTakeover = true
            $0.serverMaxWindowBits = 10
        }
        #expect(throws: DeflateParameterFault.notAnswered("server_no_context_takeover")) { try offer.agreement(on: []) }
        #expect(throws: DeflateParameterFault.notAnswered("server_max_window_bits")) {
            try offer.agreement(on: [P(name: "server_no_context_takeover")])
        }
    }

    @Test func whatTheServerMaySayUnasked() throws {
        let agreed = try Self.offer().agreement(on: [
            P(name: "server_no_context_takeover"), P(name: "client_no_context_takeover"),
            P(name: "server_max_window_bits", value: "8"),
        ])
        #expect(agreed.serverNoContextTakeover)
        #expect(agreed.clientNoContextTakeover)
        #expect(agreed.serverMaxWindowBits == 8)
    }

    @Test func theClientsWindowMustBeOffered() throws {
        let answer = [P(name: "client_max_window_bits", value: "10")]
        #expect(throws: DeflateParameterFault.notOffered("client_max_window_bits")) {
            try Self.offer().agreement(on: answer)
        }
        #expect(try Self.offer { $0.clientWindow = .any }.agreement(on: answer).clientMaxWindowBits == 10)
        #expect(
            throws: DeflateParameterFault.windowTooLarge("client_max_window_bits", answered: 10, offered: 9)
        ) {
            try Self.offer { $0.clientWindow = .atMost(9) }.agreement(on: answer)
        }
        // The hint of the offer holds where the answer says nothing.
        #expect(try Self.offer { $0.clientWindow = .atMost(9) }.agreement(on: []).clientMaxWindowBits == 9)
    }

    @Test func zlibCannotCompressWithAWindowOf8() {
        #expect(throws: DeflateParameterFault.windowTooSmall("client_max_window_bits")) {
            try Self.offer { $0.clientWindow = .any }.agreement(on: [P(name: "client_max_window_bits", value: "8")])
        }
    }

    @Test(arguments: [
        ([P(name: "no_such")], DeflateParameterFault.unknown("no_such")),
        ([P(name: "server_no_context_takeover", value: "1")], .unwantedValue("server_no_context_takeover", value: "1")),
        ([P(name: "server_max_window_bits")], .missingValue("server_max_window_bits")),
        ([P(name: "client_max_window_bits")], .missingValue("client_max_window_bits")),
        ([P(name: "server_max_window_bits", value: "16")], .invalidWindow("server_max_window_bits", value: "16")),
        ([P(name: "server_max_window_bits", value: "7")], .invalidWindow("server_max_window_bits", value: "7")),
        ([P(name: "server_max_window_bits", value: "09")], .invalidWindow("server_max_window_bits", value: "09")),
        ([P(name: "server_max_window_bits", value: "+9")], .invalidWindow("server_max_window_bits", value: "+9")),
        (
            [P(name: "client_no_context_takeover"), P(name: "client_no_context_takeover")],
            .repeated("client_no_context_takeover")
        ),
    ])
    func wrongAnswers(_ answer: [DeflateParameter], _ fault: DeflateParameterFault) {
        #expect(throws: fault) { try Self.offer { $0.clientWindow = .any }.agreement(on: answer) }
        #expect(fault.description.contains(fault.parameter))
    }

    @Test func anAnswerMayFitAnyOfSeveralOffers() throws {
        let strict = Self.offer { $0.serverMaxWindowBits = 9 }
        let loose = Self.offer { $0.clientWindow = .any }
        let answer = [P(name: "client_max_window_bits", value: "12")]
        #expect(try [strict, loose].agreement(on: answer).clientMaxWindowBits == 12)
        #expect(throws: DeflateParameterFault.notAnswered("server_max_window_bits")) {
            try [strict, DeflateOffer()].agreement(on: answer)
        }
    }

    @Test func offersAreReadAsTheyAreWritten() throws {
        let offer = Self.offer {
            $0.serverNoContextTakeover = true
            $0.clientNoContextTakeover = true
            $0.serverMaxWindowBits = 11
            $0.clientWindow = .any
        }
        #expect(try DeflateOffer(offer.headerParameters) == offer)
        let valued = Self.offer { $0.clientWindow = .atMost(12) }
        #expect(try DeflateOffer(valued.headerParameters) == valued)
    }
}
