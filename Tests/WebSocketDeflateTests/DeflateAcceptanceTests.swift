import Testing

@testable import WebSocketDeflate

/// RFC 7692, section 7.1: what a server answers.
struct DeflateAcceptanceTests {
    private typealias P = DeflateParameter

    private static func answer(
        _ offers: [[DeflateParameter]], _ change: (inout DeflateAcceptance) -> Void = { _ in }
    ) -> [String]? {
        var acceptance = DeflateAcceptance()
        change(&acceptance)
        return acceptance.answer(to: offers)?.headerParameters.map { parameter in
            parameter.value.map { "\(parameter.name)=\($0)" } ?? parameter.name
        }
    }

    @Test func theDefaultsNeedNoParameters() {
        #expect(Self.answer([[]]) == [])
        #expect(Self.answer([[P(name: "client_max_window_bits")]]) == [])
        #expect(Self.answer([]) == nil)
    }

    @Test func whatAClientAsksForIsGranted() {
        let offer = [P(name: "server_no_context_takeover"), P(name: "server_max_window_bits", value: "10")]
        #expect(Self.answer([offer]) == ["server_no_context_takeover", "server_max_window_bits=10"])
        #expect(Self.answer([[P(name: "server_max_window_bits", value: "15")]]) == ["server_max_window_bits=15"])
        #expect(Self.answer([[P(name: "client_max_window_bits", value: "9")]]) == ["client_max_window_bits=9"])
    }

    @Test func theServersOwnWishes() {
        let wishes: (inout DeflateAcceptance) -> Void = {
            $0.serverNoContextTakeover = true
            $0.clientNoContextTakeover = true
            $0.serverMaxWindowBits = 12
            $0.clientMaxWindowBits = 11
        }
        #expect(
            Self.answer([[P(name: "client_max_window_bits")]], wishes) == [
                "server_no_context_takeover", "client_no_context_takeover", "server_max_window_bits=12",
                "client_max_window_bits=11",
            ])
        // Such a client cannot be asked for a smaller window.
        #expect(Self.answer([[]], wishes) == nil)
    }

    @Test func offersThatCannotBeAcceptedAreDeclinedOneByOne() {
        let impossible = [P(name: "server_max_window_bits", value: "8")]
        #expect(Self.answer([impossible]) == nil)
        #expect(Self.answer([impossible, [P(name: "client_no_context_takeover")]]) == ["client_no_context_takeover"])
        #expect(Self.answer([[P(name: "unknown")], [P(name: "server_max_window_bits")]]) == nil)
    }

    /// Whatever a server of ours answers, a client of ours understands in the same way.
    @Test func bothSidesAgree() throws {
        var acceptance = DeflateAcceptance()
        for bits in [9, 12, 15] {
            for flag in [true, false] {
                acceptance.serverMaxWindowBits = bits
                acceptance.clientNoContextTakeover = flag
                for window in [DeflateOffer.ClientWindow.notOffered, .any, .atMost(9), .atMost(15)] {
                    for wanted in [nil, 9, 15] {
                        var offer = DeflateOffer()
                        offer.clientWindow = window
                        offer.serverMaxWindowBits = wanted
                        offer.serverNoContextTakeover = flag
                        let answer = try #require(acceptance.answer(to: [offer.headerParameters]))
                        #expect(try offer.agreement(on: answer.headerParameters) == answer.agreed)
                    }
                }
            }
        }
    }
}
