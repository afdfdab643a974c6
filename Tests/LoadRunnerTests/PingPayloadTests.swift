import Testing

@testable import LoadRunner

@Suite struct PingPayloadTests {
    private func bytes(_ payload: PingPayload, _ number: UInt32) -> [UInt8] {
        payload.withBytes(of: number) { bytes in unsafe bytes.withUnsafeBytes { unsafe Array($0) } }
    }

    private func number(_ payload: PingPayload, in pong: [UInt8], latest: UInt32) -> UInt32? {
        unsafe payload.number(in: pong.span.bytes, latest: latest)
    }

    @Test(arguments: ["", "still there?", "grüß", String(repeating: "x", count: 117)])
    func theNumberFollowsTheText(text: String) {
        let payload = PingPayload(text)
        #expect(payload.isNumbered)
        #expect(bytes(payload, 0x12_AB_CD_EF) == Array("\(text)12abcdef".utf8))
        for sent: UInt32 in [1, 9, 10, 255, 0x1234_ABCD, .max] {
            #expect(number(payload, in: bytes(payload, sent), latest: .max) == sent)
        }
    }

    @Test func withoutRoomTheLatestPingIsAnswered() {
        let text = String(repeating: "x", count: 118)
        let payload = PingPayload(text)
        #expect(!payload.isNumbered)
        #expect(bytes(payload, 7) == Array(text.utf8))
        #expect(number(payload, in: Array(text.utf8), latest: 7) == 7)
        #expect(number(payload, in: Array(text.utf8), latest: 0) == nil)
        #expect(number(payload, in: Array(text.utf8.dropLast()), latest: 7) == nil)
    }

    @Test(arguments: [
        "", "ab", "ab0000000", "ab000000001", "xb00000001", "ab0000000g", "ab0000000A", "ab00000000", "ab00000006",
    ])
    func anotherPongAnswersNone(pong: String) {
        #expect(number(PingPayload("ab"), in: Array(pong.utf8), latest: 5) == nil)
        #expect(number(PingPayload("ab"), in: Array("ab00000005".utf8), latest: 5) == 5)
    }
}
