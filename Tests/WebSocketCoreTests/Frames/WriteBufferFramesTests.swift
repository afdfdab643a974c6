import Testing
import WebSocketCore

@Suite struct WriteBufferFramesTests {
    @Test func leavesTheTemplateAsItIs() {
        let payload = Array("shared by all".utf8)
        let first = frame(.text, payload, mask: MaskKey(rawValue: 1))
        let second = frame(.text, payload, mask: MaskKey(rawValue: 2))
        #expect(first != second)
        #expect(payload == Array("shared by all".utf8))
    }

    @Test func writesWhatTheRFCForbidsToo() {
        #expect(frame(Opcode(rawValue: 3), fin: false, rsv: 7) == [0x73, 0x00])
        #expect(frame(.ping, [UInt8](repeating: 0, count: 126)).prefix(4) == [0x89, 0x7E, 0, 126])
    }

    @Test func writesCloseFrames() {
        #expect(written { $0.appendClose(code: nil, reason: "left out", mask: nil) } == [0x88, 0])
        #expect(written { $0.appendClose(code: .normal, mask: nil) } == [0x88, 2, 0x03, 0xE8])
        #expect(
            written { $0.appendClose(code: .goingAway, reason: "bye", mask: nil) }
                == [0x88, 5, 0x03, 0xE9, 0x62, 0x79, 0x65])
        #expect(
            written { $0.appendClose(code: .normal, mask: MaskKey(rawValue: 0x0101_0101)) }
                == [0x88, 0x82, 1, 1, 1, 1, 0x02, 0xE9])
    }

    @Test func cutsLongReasonsBetweenCodePoints() {
        let exact = String(repeating: "x", count: 123)
        #expect(written { $0.appendClose(code: .normal, reason: exact + "y", mask: nil) }.count == 127)
        let bytes = written { $0.appendClose(code: .normal, reason: String(repeating: "🦑", count: 40), mask: nil) }
        // 30 times 4 bytes fit into 123.
        #expect(bytes[1] == 2 + 120)
        #expect(
            listen(.client, bytes) == [.close(CloseStatus(code: .normal, reason: String(repeating: "🦑", count: 30)))])
    }
}
