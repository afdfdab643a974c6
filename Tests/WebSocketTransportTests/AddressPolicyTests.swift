import NetworkIO
import Testing

@testable import WebSocketTransport

struct AddressPolicyTests {
    private let v4 = ["10.0.0.1", "10.0.0.2"].compactMap { SocketAddress(literal: $0, port: 1) }
    private let v6 = ["::1"].compactMap { SocketAddress(literal: $0, port: 1) }

    private func host(_ change: (inout AddressPolicy) -> Void) -> TargetHost {
        var policy = AddressPolicy()
        change(&policy)
        return TargetHost(name: "a.example", port: 1, policy: policy)
    }

    @Test func familiesAreChosenAndOrdered() {
        for (family, expected) in [
            (AddressPolicy.Family.any, v6 + v4), (.preferIPv4, v4 + v6), (.preferIPv6, v6 + v4), (.onlyIPv4, v4),
            (.onlyIPv6, v6),
        ] {
            var host = host { $0.family = family }
            let isFound = host.take(v6 + v4, at: 0)
            #expect(isFound)
            #expect(host.addresses == expected)
        }
        var none = host { $0.family = .onlyIPv6 }
        let isFound = none.take(v4, at: 0)
        #expect(!isFound)
        #expect(none.addresses == [])
    }

    @Test func theFirstIsPreferredOrAllTakeTurns() {
        var first = host { _ in }
        _ = first.take(v4 + v6, at: 0)
        #expect((0..<4).map { _ in first.nextAddress() } == [0, 0, 0, 0])
        var turns = host { $0.takesTurns = true }
        _ = turns.take(v4 + v6, at: 0)
        #expect((0..<4).map { _ in turns.nextAddress() } == [0, 1, 2, 0])
    }

    @Test func anAnswerHoldsForItsTime() {
        var host = host { $0.lifetime = .seconds(1) }
        _ = host.take(v4, at: 5)
        host.forget(at: 1_000_000_004)
        guard case .known = host.resolution else {
            Issue.record("forgotten too early")
            return
        }
        host.forget(at: 1_000_000_005)
        guard case .unknown = host.resolution else {
            Issue.record("not forgotten")
            return
        }
        // For connects that are on their way.
        #expect(host.addresses == v4)
    }
}
