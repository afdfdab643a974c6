import NetworkIO
import Scenario
import Testing
import WebSocketCore

@testable import LoadRunner

struct PlanCompilerTests {
    private func compile(
        _ url: TargetURL = TargetURL(text: "", host: "127.0.0.1", port: 9001, resource: "/"), file: [UInt8]? = nil,
        _ change: (inout LoadScenario) -> Void = { _ in }
    ) throws -> KindPlan {
        let load = LoadPlan(sessions: 4, connectRate: 50, duration: nil, warmUp: .zero)
        var scenario = LoadScenario(name: "t", target: .url(url), load: load)
        change(&scenario)
        return try whole(scenario, target: url, file: file).kinds[0]
    }

    private func whole(_ scenario: LoadScenario, target: TargetURL, file: [UInt8]? = nil) throws -> WorkerPlan {
        var contents = ScenarioContents()
        contents.payloads["p.bin"] = file
        return try PlanCompiler(
            scenario: scenario, seed: 3, workers: 2, target: target, contents: contents
        ).compile()
    }

    private func plan(file: [UInt8]? = nil, _ change: (inout MessagePlan) -> Void) throws -> KindPlan {
        try compile(file: file) { scenario in
            var messages = MessagePlan()
            change(&messages)
            scenario.messages = messages
        }
    }

    /// The messages' numbers; their bytes have gone with the plan.
    private func messages(_ change: (inout MessagePlan) -> Void) throws -> MessageProgram {
        try #require(try plan(change).messages)
    }

    private func request(_ plan: KindPlan) -> String {
        var buffer = WriteBuffer()
        var random = FastRandom(seed: 1)
        plan.connect.request.append(to: &buffer, key: HandshakeKey(random: &random))
        return buffer.withBytes { unsafe $0.withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) } }
    }

    /// What the plan's messages are taken from; the plan keeps it alive.
    private func content(_ plan: KindPlan) -> [UInt8] {
        guard let messages = plan.messages else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: messages.payload.base, count: messages.payload.count))
    }

    // MARK: - The load and the handshake

    @Test func theLoadReachesThePlan() throws {
        let plan = try compile { $0.load.rampDown = .milliseconds(1500) }
        #expect(plan.sessions == 4)
        #expect(plan.connects.interval == 20_000_000)
        #expect(plan.messages == nil && plan.ping == nil)
    }

    @Test func theRunsOwnNumbersReachThePlan() throws {
        let target = TargetURL(text: "", host: "127.0.0.1", port: 9001, resource: "/")
        var load = LoadPlan(sessions: 4, connectRate: 50, duration: nil, warmUp: .zero)
        load.rampDown = .milliseconds(1500)
        let plan = try whole(LoadScenario(name: "t", target: .url(target), load: load), target: target)
        #expect(plan.sessions == 4 && plan.workers == 2 && plan.seed == 3)
        #expect(plan.rampDown == 1_500_000_000 && plan.kinds.map(\.name) == ["default"])
    }

    @Test func theRequestCarriesWhatTheScenarioSays() throws {
        let url = TargetURL(text: "", host: "example.org", port: 8080, resource: "/chat?room=1")
        let text = request(
            try compile(url) { scenario in
                scenario.headers = [
                    ScenarioHeader(name: "X-One", value: "1"), ScenarioHeader(name: "X-One", value: "2"),
                ]
                scenario.subprotocols = ["a", "b"]
                scenario.origin = "https://example.org"
            })
        #expect(text.hasPrefix("GET /chat?room=1 HTTP/1.1\r\nHost: example.org:8080\r\n"))
        #expect(text.contains("\r\nX-One: 1\r\nX-One: 2\r\n"))
        #expect(text.contains("\r\nSec-WebSocket-Protocol: a, b\r\n"))
        #expect(text.contains("\r\nOrigin: https://example.org\r\n"))
    }

    @Test func theHostHeaderFollowsTheURLOrTheScenario() throws {
        let plain = TargetURL(text: "", host: "example.org", port: 80, resource: "/")
        #expect(request(try compile(plain)).contains("Host: example.org\r\n"))
        let v6 = TargetURL(text: "", host: "::1", port: 9001, resource: "/")
        let plan = try compile(v6)
        #expect(request(plan).contains("Host: [::1]:9001\r\n"))
        #expect(plan.connect.host == "::1" && plan.connect.port == 9001)
        let own = request(try compile(plain) { $0.headers = [ScenarioHeader(name: "hOsT", value: "other:1")] })
        #expect(own.contains("Host: other:1\r\n") && !own.contains("example.org") && !own.contains("hOsT"))
    }

    @Test func whatCannotStandInARequestIsThrown() {
        #expect(throws: RunFailure.self) {
            _ = try compile { $0.headers = [ScenarioHeader(name: "X", value: "a\r\nb")] }
        }
    }

    // MARK: - The connection

    @Test func theConnectionsOptionsReachThePlan() throws {
        let plan = try compile { scenario in
            scenario.connection.timeout = .seconds(3)
            scenario.connection.noDelay = false
            scenario.connection.sendBuffer = 11_000
            scenario.connection.receiveBuffer = 12_000
            scenario.connection.highWaterMark = 13_000
            scenario.connection.lowWaterMark = 14_000
            scenario.connection.sourceAddresses = ["127.0.0.2", "127.0.0.3"]
            scenario.limits.frame = 15_000
            scenario.limits.message = 16_000
        }
        #expect(plan.connect.timeout == .seconds(3))
        #expect(!plan.connect.options.noDelay)
        #expect(plan.connect.options.sendBuffer == 11_000 && plan.connect.options.receiveBuffer == 12_000)
        #expect(plan.highWaterMark == 13_000 && plan.connect.options.lowWaterMark == 14_000)
        #expect(plan.connect.sources.map(\.host) == ["127.0.0.2", "127.0.0.3"])
        #expect(plan.connect.limits == FrameLimits(frame: 15_000, message: 16_000))
    }

    @Test func theMaskingModesReachThePlan() throws {
        #expect(try compile().connect.masking == .random)
        #expect(try compile { $0.masking = .zero }.connect.masking == .zero)
        #expect(try compile { $0.masking = .none }.connect.masking == Masking.none)
    }

    @Test func aFixedKeysFirstDigitsAreTheFirstByteOnTheWire() throws {
        let plan = try compile { $0.masking = .fixed(0x0102_0304) }
        var random = FastRandom(seed: 1)
        let payload: [UInt8] = [0, 0, 0, 0, 0]
        var buffer = WriteBuffer()
        unsafe buffer.appendFrame(
            opcode: .binary, payload: payload.span.bytes, mask: plan.connect.masking.key(&random))
        let bytes = buffer.withBytes { unsafe $0.withUnsafeBytes { unsafe Array($0) } }
        #expect(bytes == [0x82, 0x85, 1, 2, 3, 4, 1, 2, 3, 4, 1])
    }

    // MARK: - Messages

    @Test func theScheduleReachesThePlan() throws {
        let open = try messages { plan in
            plan.schedule = .open(rate: 200)
            plan.count = 7
            plan.duration = .seconds(2)
        }
        guard case .open(let interval) = open.schedule else {
            Issue.record("the schedule is not open")
            return
        }
        #expect(interval == 5_000_000 && open.count == 7 && open.duration == 2_000_000_000)
        let closed = try messages { $0.schedule = .closed(inFlight: 6) }
        guard case .closed(6) = closed.schedule else {
            Issue.record("the schedule is not closed with 6 in flight")
            return
        }
        #expect(closed.count == .max && closed.duration == nil)
    }

    @Test func thePayloadReachesThePlan() throws {
        let literal = try plan { plan in
            plan.kind = .text
            plan.payload = .literal("grüß")
        }
        #expect(literal.messages?.opcode == .text && literal.messages?.places == 1)
        #expect(content(literal) == Array("grüß".utf8))
        let file = try plan(file: [1, 2, 3]) { $0.payload = .file("p.bin") }
        #expect(file.messages?.opcode == .binary && file.messages?.fixedSize == 3)
        #expect(content(file) == [1, 2, 3])
        #expect(try messages { $0.payload = .generated(.fixed(123)) }.fixedSize == 123)
        let drawn = try plan { $0.payload = .generated(.uniform(minimum: 5, maximum: 6)) }
        #expect(drawn.messages?.fixedSize == nil)
        var random = FastRandom(seed: 1)
        let size = try #require(drawn.pool).drawSize(&random)
        #expect(size == 5 || size == 6)
    }

    @Test func theFragmentationReachesThePlan() throws {
        let whole = try messages { _ in }
        #expect(whole.isWhole && whole.fragmentation == .whole && !whole.pingsBetween)
        let frames = try messages { $0.fragmentation = FragmentationPlan(cut: .frames(2...5), pings: true) }
        #expect(!frames.isWhole && frames.fragmentation == .frames(2...5) && frames.pingsBetween)
        let bytes = try messages { $0.fragmentation = FragmentationPlan(cut: .bytes(10...20)) }
        #expect(bytes.fragmentation == .bytes(10...20) && !bytes.pingsBetween)
    }

    @Test func repliesPingsAndTheCloseReachThePlan() throws {
        let plan = try compile { scenario in
            scenario.reply.mode = .any
            scenario.reply.timeout = .milliseconds(700)
            var ping = PingPlan(interval: .seconds(4))
            ping.payload = "äh"
            ping.timeout = .seconds(5)
            ping.onTimeout = .abort
            scenario.ping = ping
            scenario.close.method = .server
            scenario.close.code = 4000
            scenario.close.reason = "done"
            scenario.close.after = .seconds(6)
            scenario.close.timeout = .seconds(8)
        }
        #expect(plan.awaitsReplies && !plan.comparesReplies && plan.replyTimeout == 700_000_000)
        let ping = try #require(plan.ping)
        #expect(ping.interval == 4_000_000_000 && ping.timeout == 5_000_000_000)
        #expect(ping.payload == PingPayload("äh") && ping.onTimeout == .abort)
        #expect(plan.close.method == .server && plan.close.code == CloseCode(rawValue: 4000))
        #expect(plan.close.reason == "done" && plan.close.after == 6_000_000_000 && plan.close.timeout == .seconds(8))
        #expect(try compile { $0.close.code = nil }.close.code == nil)
        let echo = try compile()
        #expect(echo.awaitsReplies && echo.comparesReplies)
        let none = try compile { $0.reply.mode = .none }
        #expect(!none.awaitsReplies && !none.comparesReplies)
        #expect(plan.life == 6_000_000_000)
    }
}
