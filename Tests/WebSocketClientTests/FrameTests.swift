import Testing
import WebSocketClient

@Suite struct FrameTests {
    @Test func aCloseFrameSaysItsReason() throws {
        #expect(Frame.close(CloseReason(.goingAway, "bye")).data == [3, 233] + Array("bye".utf8))
    }
}
