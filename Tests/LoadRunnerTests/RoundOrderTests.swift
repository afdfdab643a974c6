import Testing

@testable import LoadRunner

@Suite struct RoundOrderTests {
    @Test func everyRoundHasEveryVariantOnce() {
        let order = RoundOrder(seed: 7, variants: 5)
        for round in 1...20 { #expect(order.order(ofRound: round).sorted() == Array(0..<5)) }
    }

    @Test func theSeedFixesTheOrder() {
        let orders = { (seed: UInt64) in (1...20).map { RoundOrder(seed: seed, variants: 4).order(ofRound: $0) } }
        #expect(orders(1) == orders(1))
        #expect(orders(1) != orders(2))
    }

    /// A variant that were always first would have what the machine does at the start of a round.
    @Test func eachVariantIsFirstAboutAsOftenAsTheOthers() {
        let order = RoundOrder(seed: 1, variants: 2)
        let first = (1...1000).count { order.order(ofRound: $0)[0] == 0 }
        #expect((430...570).contains(first))
    }

    @Test func roundsHaveSeedsOfTheirOwn() {
        let order = RoundOrder(seed: .max, variants: 2)
        #expect(order.seed(ofRound: 1) == .max)
        #expect(order.seed(ofRound: 2) == 0)
    }
}
