import Testing
import WebSocketCore

@testable import WebSocketTransport

struct ConnectPlanTests {
    private func plan(ports: ClosedRange<UInt16>?) throws -> ConnectPlan {
        var random = FastRandom(seed: 1)
        let request = try UpgradeRequest(resource: "/", host: "x", key: HandshakeKey(random: &random))
        var plan = ConnectPlan(host: "127.0.0.1", port: 1, request: UpgradeRequestTemplate(request))
        plan.localPorts = ports
        return plan
    }

    @Test func withoutPortsTheKernelChooses() throws {
        #expect(try plan(ports: nil).portsInTurn(5, sources: 0) == nil)
    }

    @Test func eachConnectHasAPortOfItsOwnFirst() throws {
        let plan = try plan(ports: 40_000...41_000)
        let firsts = (0..<900).compactMap { plan.portsInTurn($0, sources: 0)?.lowerBound }
        #expect(Set(firsts).count == 900)
        #expect(firsts.allSatisfy { (40_000...41_000).contains($0) })
        #expect((0..<5_000).compactMap { plan.portsInTurn($0, sources: 0)?.upperBound }.allSatisfy { $0 <= 41_000 })
    }

    @Test func sourcesTakeTurnsBeforePortsDo() throws {
        let plan = try plan(ports: 40_000...41_000)
        #expect(
            (0..<7).map { plan.portsInTurn($0, sources: 3)?.lowerBound } == [
                40_000, 40_000, 40_000, 40_001, 40_001, 40_001, 40_002,
            ])
    }

    @Test func aRangeOfOnePortIsEnough() throws {
        #expect(try plan(ports: 40_000...40_000).portsInTurn(7, sources: 0) == 40_000...40_000)
    }
}
