import Testing
import WebSocketCore

@Suite struct FrameHeaderTests {
    @Test(arguments: [0, 1, 125, 126, 127, 65535, 65536, 1 << 32, UInt64(Int64.max), UInt64.max])
    func survivesTheWire(length: UInt64) {
        for mask in [nil, MaskKey(rawValue: 0xDEAD_BEEF)] {
            for rsv in UInt8(0)...7 {
                for fin in [true, false] {
                    let header = FrameHeader(
                        opcode: .binary, fin: fin, rsv: rsv, payloadLength: length, maskKey: mask)
                    let bytes = [0xFF] + written { $0.append(header) }
                    #expect(bytes.count == 1 + header.encodedSize)
                    #expect(bytes.withSpan { FrameHeader(decoding: $0, at: 1) } == header)
                    #expect(header.fin == fin && header.rsv == rsv && header.maskKey == mask)
                }
            }
        }
    }

    /// Bytes that RFC 6455, section 5.7, shows.
    @Test func equalsTheExamplesOfTheRFC() {
        let key = MaskKey(rawValue: 0x3D21_FA37)
        #expect(frame(.text, "Hello") == [0x81, 0x05, 0x48, 0x65, 0x6C, 0x6C, 0x6F])
        #expect(
            frame(.text, "Hello", mask: key)
                == [0x81, 0x85, 0x37, 0xFA, 0x21, 0x3D, 0x7F, 0x9F, 0x4D, 0x51, 0x58])
        #expect(frame(.text, "Hel", fin: false) == [0x01, 0x03, 0x48, 0x65, 0x6C])
        #expect(frame(.continuation, "lo") == [0x80, 0x02, 0x6C, 0x6F])
        #expect(frame(.binary, [UInt8](repeating: 0, count: 256)).prefix(4) == [0x82, 0x7E, 0x01, 0x00])
        #expect(
            frame(.binary, [UInt8](repeating: 0, count: 65536)).prefix(10)
                == [0x82, 0x7F, 0, 0, 0, 0, 0, 1, 0, 0])
    }

    @Test func waitsForItsLastByte() {
        for length in [5, 300, 70000] as [UInt64] {
            for mask in [nil, MaskKey(rawValue: 1)] {
                let bytes = written {
                    $0.append(FrameHeader(opcode: .text, payloadLength: length, maskKey: mask))
                }
                for count in 0..<bytes.count {
                    #expect(Array(bytes[..<count]).withSpan { FrameHeader(decoding: $0, at: 0) } == nil)
                }
            }
        }
    }
}
