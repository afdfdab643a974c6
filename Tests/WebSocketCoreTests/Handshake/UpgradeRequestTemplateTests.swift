import Testing
import WebSocketCore

@Suite struct UpgradeRequestTemplateTests {
    @Test func differsInTheKeyOnly() throws {
        var random = FastRandom(seed: 1)
        let request = try UpgradeRequest(
            resource: "/x", host: "h", subprotocols: ["p"], headers: [HTTPHeader(name: "A", value: "b")], key: .example)
        let template = UpgradeRequestTemplate(request)
        for _ in 0..<3 {
            let key = HandshakeKey(random: &random)
            let fresh = try UpgradeRequest(
                resource: "/x", host: "h", subprotocols: ["p"], headers: [HTTPHeader(name: "A", value: "b")], key: key)
            #expect(written { template.append(to: &$0, key: key) } == written { fresh.encode(into: &$0) })
        }
    }
}
