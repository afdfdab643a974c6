import Testing
import WebSocketCore

@Suite struct OpcodeTests {
    @Test func knowsControlAndReservedOnes() {
        let all = (0..<16).map { Opcode(rawValue: $0) }
        #expect(all.filter(\.isControl).map(\.rawValue) == [8, 9, 10, 11, 12, 13, 14, 15])
        #expect(all.filter(\.isReserved).map(\.rawValue) == [3, 4, 5, 6, 7, 11, 12, 13, 14, 15])
    }

    @Test func hasNames() {
        #expect("\(Opcode.ping) \(Opcode.text) \(Opcode(rawValue: 5))" == "ping text opcode 5")
    }
}
