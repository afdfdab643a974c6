import Testing

@testable import WebSocketClient

struct SessionPlanTests {
    private func plan(_ configure: (inout WebSocketClientConfiguration) -> Void = { _ in }) throws -> SessionPlan {
        var configuration = WebSocketClientConfiguration()
        configure(&configuration)
        return try SessionPlan(
            WebSocketRequest(), to: WebSocketPlace("ws://example.com"), isRaw: false, configuration, TLSContextCache())
    }

    @Test func aNameIsLookedUpForWhoWaitsAndNotForALoad() throws {
        let addresses = try plan().connect.addresses
        #expect(!addresses.keepsPace)
        #expect(!addresses.remembersFailures)
        #expect(addresses.lifetime == .seconds(60))
    }

    @Test func numbersBeyondTheirBoundsAreTheBounds() throws {
        let least = try plan {
            $0.maxFrameSize = .min
            $0.inboundBufferLimit = .min
            $0.outboundBufferLimit = .min
            $0.connectTimeout = .seconds(Int64.min)
            $0.closeTimeout = .seconds(Int64.min)
            $0.pingInterval = .seconds(Int64.min)
            $0.pingTimeout = .seconds(Int64.min)
        }
        #expect(least.settings.maxFrameSize == 0)
        #expect(least.inboundLimit == 1024)
        #expect(least.outboundLimit == 0)
        #expect(least.connect.timeout == .zero)
        #expect(least.closeTimeout == .zero)
        #expect(least.settings.pingInterval == .milliseconds(1))
        #expect(least.settings.pingTimeout == .milliseconds(1))
        let most = try plan {
            $0.maxFrameSize = .max
            $0.connectTimeout = .seconds(Int64.max)
        }
        #expect(most.settings.maxFrameSize == .max / 2)
        #expect(most.connect.timeout == .seconds(100 * 365 * 86_400))
    }
}
