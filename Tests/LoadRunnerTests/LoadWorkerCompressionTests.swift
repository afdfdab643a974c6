import EchoServer
import Metrics
import Scenario
import Testing
import WebSocketTransport

@testable import LoadRunner

/// Runs that compress, in the short form and in scripts; what is agreed on stands in the tests of channels.
@Suite struct LoadWorkerCompressionTests {
    private func run(
        _ plan: CompressionPlan?, service: DeflateService? = DeflateService(),
        _ change: (inout LoadScenario) -> Void
    ) throws -> RunResult {
        var options = EchoOptions(address: try Runs.loopback())
        options.compression = service
        let echo = try EchoService(options)
        defer {
            echo.stop()
            echo.stop()
            echo.join()
        }
        return try Runs.run(
            Runs.scenario(echo.address, sessions: 3) {
                $0.compression = plan
                change(&$0)
            })
    }

    private func messages(_ payload: MessagePayload, count: Int = 20) -> MessagePlan {
        var plan = MessagePlan()
        plan.count = count
        plan.kind = .text
        plan.payload = payload
        return plan
    }

    @Test func repliesAreComparedOnceTheyAreInflated() throws {
        let result = try run(CompressionPlan()) { $0.messages = messages(.generated(.fixed(3000))) }
        #expect(result.metrics[.wsMsgsMatched].total == 60)
        #expect(result.metrics[.wsDeflateIn].total == 60 * 3000)
        #expect(result.metrics[.wsInflateOut].total == 60 * 3000)
        #expect(result.metrics[.wsDeflateOut].total < 60 * 3000)
        #expect(result.metrics[.dataSentPayload].total == 60 * 3000)
        #expect(result.metrics.errors.isEmpty)
    }

    @Test func aConstantIsCountedEachTimeThatItIsSent() throws {
        var plan = CompressionPlan()
        plan.offers[0].clientNoContextTakeover = true
        let text = String(repeating: "the same ", count: 50)
        let result = try run(plan) { $0.messages = messages(.literal(text)) }
        #expect(result.metrics[.wsMsgsMatched].total == 60)
        #expect(result.metrics[.wsDeflateIn].total == 60 * 450)
        #expect(result.metrics[.wsDeflateOut].total % 60 == 0)
    }

    @Test func fragmentsAreCutFromTheCompressedBytes() throws {
        let result = try run(CompressionPlan()) {
            var plan = messages(.literal(String(repeating: "a", count: 100_000)), count: 1)
            plan.fragmentation = FragmentationPlan(cut: .bytes(50...50))
            $0.messages = plan
        }
        #expect(result.metrics[.wsMsgsMatched].total == 3)
        // 100,000 letters that are alike are a hundred bytes or two; and a close frame each.
        #expect((3...30).contains(result.metrics[.wsFramesSent].total))
    }

    @Test func belowTheThresholdNothingIsCompressed() throws {
        var plan = CompressionPlan()
        plan.threshold = 101
        let result = try run(plan) { $0.messages = messages(.generated(.fixed(100))) }
        #expect(result.metrics[.wsMsgsMatched].total == 60)
        #expect(result.metrics[.wsDeflateIn].total == 0)
        #expect(result.metrics[.wsInflateOut].total == 60 * 100)
    }

    @Test func aServerThatDeclinesIsCounted() throws {
        let result = try run(CompressionPlan(), service: nil) { $0.messages = messages(.generated(.fixed(100))) }
        #expect(result.metrics[.wsMsgsMatched].total == 60)
        #expect(result.metrics[.wsCompressionDeclined].total == 3)
        #expect(try run(nil) { $0.messages = messages(.generated(.fixed(9))) }.metrics[.wsInflateIn].total == 0)
    }

    @Test func theEmbeddedServerIsToldWhatToAccept() {
        #expect(LoadScenario.sample().embeddedServerOptions == [])
        let plain = LoadScenario.sample { $0.compression = CompressionPlan() }
        #expect(plain.embeddedServerOptions == ["--compression", "accept", "--compression-parameters", ""])
        let declining = LoadScenario.sample {
            $0.compression = CompressionPlan()
            $0.embeddedCompression.mode = .decline
        }
        #expect(declining.embeddedServerOptions == [])
    }
}
