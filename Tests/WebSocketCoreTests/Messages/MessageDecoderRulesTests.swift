import Testing
import WebSocketCore

/// Streams that break rules or come near to it, in the order of the well-known test suites.
@Suite struct MessageDecoderRulesTests {
    @Test func failsAtTheHeader() {
        #expect(listen(.client, [0xC1, 0x00]) == [.violation(.reservedBits(4))])
        #expect(listen(.client, [0x83, 0x00]) == [.violation(.reservedOpcode(Opcode(rawValue: 3)))])
        #expect(listen(.client, frame(.text, "a", mask: .zero)) == [.violation(.maskedByServer)])
        #expect(listen(.server, frame(.text, "a")) == [.violation(.unmaskedByClient)])
        #expect(listen(.client, [0x89, 0x7E, 0x00, 0x7E]) == [.violation(.controlTooLong(.ping, length: 126))])
        #expect(
            listen(.client, [0x82, 0x7F, 0x80, 0, 0, 0, 0, 0, 0, 0]) == [.violation(.lengthTooLarge(1 << 63))])
    }

    @Test(arguments: [Role.client, .server]) func failsAtTheFirstByte(role: Role) {
        #expect(listen(role, [0xC1]) == [.violation(.reservedBits(4))])
        #expect(listen(role, [0x8B]) == [.violation(.reservedOpcode(Opcode(rawValue: 11)))])
        #expect(listen(role, [0x81]) == [])
    }

    @Test func givesWhatCameBeforeAViolationAndNothingAfter() {
        let bytes = frame(.text, "fine") + frame(.ping) + [0x83, 0x00] + frame(.text, "never")
        let expected: [Seen] = [.text("fine"), .ping([]), .violation(.reservedOpcode(Opcode(rawValue: 3)))]
        for size in [1, 2, 3, bytes.count] {
            var listener = Listener(.client)
            for chunk in bytes.cut(every: size) { listener.feed(chunk) }
            #expect(listener.seen == expected)
            #expect(listener.decoder.isFinished)
        }
    }

    @Test func wantsContinuationsInTheirPlace() {
        #expect(listen(.client, frame(.continuation, "a")) == [.violation(.unexpectedContinuation)])
        #expect(
            listen(.client, frame(.text, "a") + frame(.continuation, "b"))
                == [.text("a"), .violation(.unexpectedContinuation)])
        #expect(
            listen(.client, frame(.text, "a", fin: false) + frame(.text, "b"))
                == [.violation(.expectedContinuation(got: .text))])
        #expect(
            listen(.client, frame(.text, fin: false) + frame(.binary))
                == [.violation(.expectedContinuation(got: .binary))])
    }

    @Test func takesManyEmptyFragments() {
        let bytes =
            frame(.text, fin: false) + frame(.continuation, fin: false) + frame(.ping) + frame(.continuation)
            + frame(.binary, [1])
        #expect(listen(.client, bytes) == [.ping([]), .text("", frames: 3), .binary([1])])
        #expect(listen(.client, bytes.cut(every: 1)) == [.ping([]), .text("", frames: 3), .binary([1])])
    }

    @Test func guardsMessagesBeforeTheirPayloadComes() {
        let limits = FrameLimits(frame: 10, message: 15)
        #expect(listen(.client, frame(.binary, [UInt8](repeating: 0, count: 10)), limits: limits).count == 1)
        #expect(listen(.client, [0x82, 11], limits: limits) == [.violation(.frameTooBig(length: 11, limit: 10))])
        let begun = frame(.binary, [UInt8](repeating: 0, count: 10), fin: false)
        #expect(
            listen(.client, begun + [0x80, 6], limits: limits)
                == [.violation(.messageTooBig(length: 16, limit: 15))])
        #expect(listen(.client, begun + [0x80, 5, 0, 0, 0, 0, 0], limits: limits).count == 1)
    }

    @Test func failsTextAtItsFirstWrongByte() {
        let text: [UInt8] = Array("κόσμε".utf8) + [0xED, 0xA0, 0x80] + Array("edited".utf8)
        // The second byte of a surrogate is the first that cannot stand: offset 11 of the payload after 2 of header.
        var listener = Listener(.client)
        for (offset, byte) in frame(.text, text).enumerated() {
            listener.feed([byte])
            #expect(listener.decoder.isFinished == (offset >= 2 + 11))
        }
        #expect(listener.seen == [.violation(.invalidUTF8(offset: 11))])
    }

    @Test func tellsTheOffsetInTheWholeMessage() {
        let bytes = frame(.text, "1234", fin: false) + frame(.continuation, "56", fin: false)
        let wrong = frame(.continuation, [0x37, 0xFF, 0x38])
        for size in [1, 2, 5, 100] {
            #expect(listen(.client, (bytes + wrong).cut(every: size)) == [.violation(.invalidUTF8(offset: 7))])
        }
        let key = MaskKey(rawValue: 0x7777_7701)
        let masked = frame(.text, "1234", fin: false, mask: key) + frame(.continuation, [0x35, 0xC0], mask: key)
        #expect(listen(.server, masked) == [.violation(.invalidUTF8(offset: 5))])
    }

    @Test func letsCodePointsStraddleFramesAndPings() {
        let squid = Array("🦑".utf8)
        let bytes =
            frame(.text, [squid[0]], fin: false) + frame(.ping, "x") + frame(.continuation, [squid[1]], fin: false)
            + frame(.continuation, Array(squid[2...]))
        #expect(listen(.client, bytes) == [.ping([0x78]), .text("🦑", frames: 3)])
    }

    @Test func wantsTextWholeAtItsEnd() {
        #expect(listen(.client, frame(.text, [0x61, 0xC3])) == [.violation(.truncatedUTF8(length: 2))])
        #expect(
            listen(.client, frame(.text, [0xF0, 0x9F], fin: false) + frame(.continuation))
                == [.violation(.truncatedUTF8(length: 2))])
        #expect(listen(.client, frame(.text, [0xC3], fin: false) + frame(.ping)) == [.ping([])])
    }

    @Test func forgetsTheTextBeforeABinaryMessage() {
        #expect(
            listen(.client, frame(.text, "a") + frame(.binary, [0xFF, 0xC3])) == [.text("a"), .binary([0xFF, 0xC3])])
    }

    @Test func takesPingsOfEveryLength() {
        for count in 0...125 {
            let payload = [UInt8](repeating: 0xFE, count: count)
            #expect(listen(.client, frame(.ping, payload)) == [.ping(payload)])
            #expect(listen(.client, frame(.pong, payload).cut(every: 1)) == [.pong(payload)])
        }
    }

    @Test func checksCloseFrames() {
        #expect(listen(.client, frame(.close)) == [.close(CloseStatus(code: nil))])
        #expect(listen(.client, frame(.close, [0x03])) == [.violation(.closeBodyTooShort)])
        #expect(listen(.client, frame(.close, [0x03, 0xED])) == [.violation(.closeCodeInvalid(.noStatus))])
        #expect(
            listen(.client, frame(.close, [0x03, 0xE8, 0x61, 0xFF]))
                == [.violation(.closeReasonInvalidUTF8(offset: 1))])
        let masked = frame(.close, [0x03, 0xE8, 0x62, 0x79, 0x65], mask: MaskKey(rawValue: 0x0102_0304))
        for size in 1...masked.count {
            #expect(
                listen(.server, masked.cut(every: size)) == [.close(CloseStatus(code: .normal, reason: "bye"))])
        }
    }

    @Test func closesInTheMiddleOfAMessage() {
        let bytes = frame(.text, "begun", fin: false) + frame(.close) + frame(.continuation, "never")
        #expect(listen(.client, bytes) == [.close(CloseStatus(code: nil))])
    }
}

@Test func aServerThatIsToldToTakesFramesWithoutAMaskBesideOthers() {
    let key = MaskKey(rawValue: 0x0102_0304)
    let frames = [
        frame(.text, "Hi", mask: key), frame(.text, "abc"), frame(.ping, [0x70]), frame(.ping, [0x71], mask: key),
    ]
    let bytes = Array(frames.joined())
    for cut in 0...bytes.count {
        var listener = Listener(.server)
        listener.decoder.permitUnmasked()
        listener.feed(Array(bytes[..<cut]))
        listener.feed(Array(bytes[cut...]))
        #expect(listener.seen == [.text("Hi"), .text("abc"), .ping([0x70]), .ping([0x71])])
    }
    #expect(listen(.server, bytes) == [.text("Hi"), .violation(.unmaskedByClient)])
}
