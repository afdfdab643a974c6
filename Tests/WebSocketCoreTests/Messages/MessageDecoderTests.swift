import Testing
import WebSocketCore

@Suite struct MessageDecoderTests {
    private let key = MaskKey(rawValue: 0x8142_2418)

    /// Messages of all lengths of length, fragments, and control frames in between, up to a close frame.
    private func mixedStream(mask: MaskKey?) -> [UInt8] {
        let long = [UInt8](repeating: 0xAB, count: 300)
        return [
            frame(.text, "Hello", mask: mask), frame(.binary, mask: mask), frame(.ping, "p1", mask: mask),
            frame(.text, "κό", fin: false, mask: mask), frame(.ping, mask: mask),
            frame(.continuation, [0xCF], fin: false, mask: mask), frame(.pong, "between", mask: mask),
            frame(.continuation, fin: false, mask: mask), frame(.continuation, [0x83] + Array("με".utf8), mask: mask),
            frame(.binary, long, mask: mask), frame(.binary, fin: false, mask: mask),
            frame(.continuation, [1], mask: mask),
            written { $0.appendClose(code: .goingAway, reason: "gone 🦑", mask: mask) },
            frame(.text, "after the close", mask: mask),
        ].flatMap { $0 }
    }

    private var mixedEvents: [Seen] {
        [
            .text("Hello"), .binary([]), .ping(Array("p1".utf8)), .ping([]), .pong(Array("between".utf8)),
            .text("κόσμε", frames: 4), .binary([UInt8](repeating: 0xAB, count: 300)), .binary([1], frames: 2),
            .close(CloseStatus(code: .goingAway, reason: "gone 🦑")),
        ]
    }

    @Test(arguments: [Role.client, .server])
    func givesTheSameEventsAtEverySplit(role: Role) {
        let bytes = mixedStream(mask: role == .server ? key : nil)
        #expect(listen(role, bytes) == mixedEvents)
        for offset in 0...bytes.count {
            #expect(listen(role, bytes.cut(at: offset)) == mixedEvents, "cut at \(offset)")
        }
        for size in 1...20 {
            #expect(listen(role, bytes.cut(every: size)) == mixedEvents, "cut every \(size)")
        }
    }

    @Test func handsPayloadOutAsItComes() {
        var listener = Listener(.client)
        listener.feed([0x82, 0x04, 1])
        #expect(listener.pieces.map(\.range) == [2..<3])
        #expect(listener.pieces[0].isFirst && !listener.pieces[0].isLast)
        listener.feed([2, 3])
        #expect(listener.pieces.map(\.range) == [2..<3, 0..<2])
        listener.feed([4])
        #expect(listener.pieces.map(\.isLast) == [false, false, true])
        #expect(listener.pieces.map(\.isFirst) == [true, false, false])
        #expect(listener.seen == [.binary([1, 2, 3, 4])])
    }

    @Test func unmasksInPlaceOnlyWhatIsPayload() {
        var bytes = frame(.binary, [1, 2, 3], mask: key) + frame(.binary, [4, 5, 6], mask: key)
        let untouched = bytes
        var cursor = 0
        var decoder = MessageDecoder(role: .server, limits: FrameLimits())
        var span = bytes.mutableSpan
        var raw = unsafe span.mutableBytes
        let event = try? decoder.next(&raw, at: &cursor)
        guard case .data(let piece) = event else {
            Issue.record("no data: \(String(describing: event))")
            return
        }
        #expect(Array(bytes[piece.range]) == [1, 2, 3])
        #expect(cursor == 9)
        #expect(bytes[9...] == untouched[9...])
    }

    @Test func staysSmall() {
        #expect(MemoryLayout<MessageDecoder>.stride <= 96)
    }

    /// Random messages in random frames with random pings between them, cut at random, for both roles.
    @Test(arguments: UInt64(0)..<40)
    func readsWhatTheWriterWrites(seed: UInt64) {
        var random = FastRandom(seed: seed)
        let role: Role = seed % 2 == 0 ? .client : .server
        let masking: Masking = role == .server ? [.random, .zero, .fixed(key)][Int(seed / 2 % 3)] : .none
        var bytes: [UInt8] = []
        var expected: [Seen] = []
        for _ in 0..<30 {
            let payload = [UInt8].random(.random(in: 0...400, using: &random), &random)
            let plan: Fragmentation = [.whole, .frames(1...6), .bytes(1...150)].randomElement(using: &random) ?? .whole
            var fragments = FragmentSizes(payload: payload.count, plan: plan, random: &random)
            var offset = 0
            var count = 0
            while let fragment = fragments.next(&random) {
                let part = Array(payload[offset..<(offset + fragment.size)])
                bytes += frame(
                    count == 0 ? .binary : .continuation, part, fin: fragment.isLast, mask: masking.key(&random))
                offset += fragment.size
                count += 1
                if !fragment.isLast, Bool.random(using: &random) {
                    let note = [UInt8].random(.random(in: 0...125, using: &random), &random)
                    bytes += frame(.ping, note, mask: masking.key(&random))
                    expected.append(.ping(note))
                }
            }
            expected.append(.binary(payload, frames: count))
        }
        var listener = Listener(role)
        var rest = bytes[...]
        while !rest.isEmpty {
            let size = Int.random(in: 1...600, using: &random)
            listener.feed(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        #expect(listener.seen == expected)
    }

    /// Whatever comes, a decoder takes it all, and says nothing after a violation.
    @Test(arguments: UInt64(0)..<20)
    func survivesNoise(seed: UInt64) {
        var random = FastRandom(seed: seed)
        for _ in 0..<200 {
            var noise = [UInt8].random(200, &random)
            noise[0] = [0x81, 0x82, 0x01, 0x89, 0x88].randomElement(using: &random) ?? 0x81
            let role: Role = Bool.random(using: &random) ? .client : .server
            let whole = listen(role, noise)
            #expect(whole == listen(role, noise.cut(every: 1)))
            #expect(!whole.dropLast().contains { if case .violation = $0 { true } else { false } })
        }
    }
}
