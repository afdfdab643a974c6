import Testing

@testable import WebSocketClient

@Suite struct FrameTests {
    @Test func textIsRead() throws {
        #expect(try Frame.text("grüße").readText() == "grüße")
        #expect(try Frame.text("").readText() == "")
        #expect(Frame.text("é").readBytes() == [0xC3, 0xA9])
    }

    @Test func otherFramesHaveNoText() {
        #expect(throws: WebSocketError.wrongFrame(.binary, expected: .text)) { try Frame.binary([65]).readText() }
        #expect(throws: WebSocketError.wrongFrame(.ping, expected: .text)) { try Frame.ping([65]).readText() }
    }

    @Test func partsOfAMessageHaveNoText() {
        #expect(throws: WebSocketError.fragment(.text, bytes: 1)) { try Frame.text("a", fin: false).readText() }
    }

    @Test(arguments: [([0x61, 0xFF], 1), ([0x61, 0x62, 0xC3], 3), ([0xED, 0xA0, 0x80], 1)])
    func wrongTextIsSaidWithItsPlace(bytes: [UInt8], offset: Int) {
        #expect(throws: WebSocketError.invalidText(offset: offset)) { try Frame(.text, data: bytes).readText() }
    }

    @Test func closeFramesHaveAReason() {
        #expect(Frame.close(CloseReason()).closeReason == CloseReason(.normal))
        #expect(Frame.close(nil).closeReason == nil)
        #expect(Frame.close(nil).data.isEmpty)
        #expect(Frame.close(.init(.goingAway, "b")).data == [0x03, 0xE9, 0x62])
        #expect(Frame.binary([3, 232]).closeReason == nil)
    }

    @Test func controlFramesAreChecked() throws {
        try Frame.ping([UInt8](repeating: 0, count: 125)).validate()
        try Frame.close(nil).validate()
        try Frame.binary([UInt8](repeating: 0, count: 126), fin: false).validate()
        #expect(throws: WebSocketError.controlFrameTooLong(.pong, bytes: 126)) {
            try Frame.pong([UInt8](repeating: 0, count: 126)).validate()
        }
        #expect(throws: WebSocketError.fragmentedControlFrame(.ping)) { try Frame(.ping, fin: false).validate() }
        #expect(throws: WebSocketError.closeCodeMissing) { try Frame(.close, data: [3]).validate() }
        #expect(throws: WebSocketError.invalidText(offset: 1)) {
            try Frame(.close, data: [3, 232, 0x61, 0xFF]).validate()
        }
    }

    @Test func descriptionShowsNoContent() {
        #expect(Frame.text("secret").description == "text frame of 6 bytes")
        #expect(
            Frame(.binary, data: [1], fin: false, rsv1: true, rsv3: true).description
                == "binary frame of 1 bytes, more to come, rsv1, rsv3")
    }
}
