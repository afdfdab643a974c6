import Testing
import WebSocketCore

struct RequestFaultTests {
    private func request(_ fault: RequestFault?) throws -> [UInt8] {
        let request = try UpgradeRequest(
            resource: "/a", host: "x:1", origin: "http://o", subprotocols: ["chat"],
            headers: [HTTPHeader(name: "A", value: "b")], key: .example)
        return written { UpgradeRequestTemplate(request, fault: fault).append(to: &$0, key: .example) }
    }

    private func judgement(_ bytes: [UInt8]) -> Parsed<UpgradeRequest> {
        var parser = UpgradeRequestParser()
        return parse([bytes]) { span, cursor throws(HandshakeError) in try parser.parse(span, at: &cursor) }
    }

    private static let good = [
        "GET /a HTTP/1.1", "Host: x:1", "Upgrade: websocket", "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Version: 13", "Origin: http://o",
        "Sec-WebSocket-Protocol: chat", "A: b", "", "",
    ]

    @Test func standsOnTheWireAsMeant() throws {
        func lines(_ change: (inout [String]) -> Void) -> [UInt8] {
            var lines = RequestFaultTests.good
            change(&lines)
            return Array(lines.joined(separator: "\r\n").utf8)
        }
        #expect(try request(nil) == lines { _ in })
        #expect(try request(.wrongVersion) == lines { $0[5] = "Sec-WebSocket-Version: 12" })
        #expect(try request(.wrongKey) == lines { $0[4] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j" })
        #expect(try request(.missingKey) == lines { $0.remove(at: 4) })
        #expect(try request(.missingUpgrade) == lines { $0.remove(at: 2) })
        #expect(try request(.neverEnds) == lines { $0.removeLast() })
    }

    @Test func isRefusedForWhatIsWrong() throws {
        #expect(judgement(try request(nil)).value?.resource == "/a")
        #expect(judgement(try request(.wrongVersion)).error == .wrongVersion("12"))
        #expect(judgement(try request(.wrongKey)).error == .wrongKey("dGhlIHNhbXBsZSBub25j"))
        #expect(judgement(try request(.missingKey)).error == .wrongKey(nil))
        #expect(judgement(try request(.missingUpgrade)).error == .wrongUpgrade(nil))
        let endless = judgement(try request(.neverEnds))
        #expect(endless.value == nil && endless.error == nil)
    }
}
