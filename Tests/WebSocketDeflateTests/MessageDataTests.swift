import Testing

@testable import WebSocketDeflate

/// The data of messages (RFC 7692, section 7.2), with the RFC's own examples (section 7.2.3).
struct MessageDataTests {
    private static let hello = Array("Hello".utf8)
    private static let compressedHello: [UInt8] = [0xF2, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00]

    private static func inflater(keepsContext: Bool = false) -> Inflater {
        Inflater(windowBits: 15, keepsContext: keepsContext)
    }

    // MARK: - Section 7.2.3

    @Test func oneBlockInOneFrameOrTwo() throws {
        #expect(try inflate(Self.compressedHello, with: Self.inflater()) == Self.hello)
        #expect(try inflate(Self.compressedHello, with: Self.inflater(), piece: 3) == Self.hello)
        #expect(
            deflate(Self.hello, with: Deflater(DeflateSettings(), windowBits: 15, keepsContext: false))
                == Self.compressedHello)
    }

    @Test func theWindowIsShared() throws {
        let second: [UInt8] = [0xF2, 0x00, 0x11, 0x00, 0x00]
        let inflater = Self.inflater(keepsContext: true)
        #expect(try inflate(Self.compressedHello, with: inflater) == Self.hello)
        #expect(try inflate(second, with: inflater) == Self.hello)
        let deflater = Deflater(DeflateSettings(), windowBits: 15, keepsContext: true)
        #expect(deflate(Self.hello, with: deflater) == Self.compressedHello)
        #expect(deflate(Self.hello, with: deflater) == second)

        let forgetful = Self.inflater()
        #expect(try inflate(Self.compressedHello, with: forgetful) == Self.hello)
        #expect(throws: InflateFault.self) { try inflate(second, with: forgetful) }
    }

    @Test func aBlockWithoutCompression() throws {
        let stored: [UInt8] = [0x00, 0x05, 0x00, 0xFA, 0xFF, 0x48, 0x65, 0x6C, 0x6C, 0x6F, 0x00]
        #expect(try inflate(stored, with: Self.inflater()) == Self.hello)
        let deflater = Deflater(DeflateSettings(level: 0), windowBits: 15, keepsContext: false)
        #expect(deflate(Self.hello, with: deflater) == stored)
    }

    @Test(arguments: [true, false])
    func aBlockThatSaysToBeTheLast(keepsContext: Bool) throws {
        let final: [UInt8] = [0xF3, 0x48, 0xCD, 0xC9, 0xC9, 0x07, 0x00, 0x00]
        let inflater = Self.inflater(keepsContext: keepsContext)
        #expect(try inflate(final, with: inflater) == Self.hello)
        #expect(try inflate(final, with: inflater, piece: 1) == Self.hello)
        // Without the byte that the RFC adds.
        #expect(try inflate(Array(final.dropLast()), with: inflater) == Self.hello)
        #expect(try inflate(Self.compressedHello, with: inflater) == Self.hello)
        // What follows may refer to what came before such a block.
        if keepsContext { #expect(try inflate([0xF2, 0x00, 0x11, 0x00, 0x00], with: inflater) == Self.hello) }
    }

    @Test func twoBlocksInOneMessage() throws {
        let blocks: [UInt8] = [
            0xF2, 0x48, 0x05, 0x00, 0x00, 0x00, 0xFF, 0xFF, 0xCA, 0xC9, 0xC9, 0x07, 0x00,
        ]
        #expect(try inflate(blocks, with: Self.inflater()) == Self.hello)
    }

    @Test func anEmptyMessage() throws {
        #expect(try inflate([0x00], with: Self.inflater()).isEmpty)
        for keepsContext in [true, false] {
            let deflater = Deflater(DeflateSettings(), windowBits: 15, keepsContext: keepsContext)
            let inflater = Self.inflater(keepsContext: keepsContext)
            for message in [[], [], Self.hello, [], Self.hello] {
                #expect(try inflate(deflate(message, with: deflater), with: inflater) == message)
            }
        }
    }

    // MARK: - All settings

    private static let block = sample(70_000)

    @Test(arguments: 0...9)
    func levels(_ level: Int) throws {
        for strategy in DeflateSettings.Strategy.allCases {
            let settings = DeflateSettings(level: level, memoryLevel: level == 0 ? 1 : level, strategy: strategy)
            try roundTrips(settings, windowBits: 15)
        }
    }

    @Test(arguments: 9...15)
    func windows(_ bits: Int) throws { try roundTrips(DeflateSettings(), windowBits: bits) }

    private func roundTrips(_ settings: DeflateSettings, windowBits: Int) throws {
        for keepsContext in [true, false] {
            let deflater = Deflater(settings, windowBits: windowBits, keepsContext: keepsContext)
            let inflater = Inflater(windowBits: windowBits, keepsContext: keepsContext)
            for count in [0, 1, 125, 126, 4096, 70_000] {
                let message = Array(Self.block.prefix(count))
                let deflated = deflate(message, with: deflater, piece: 40_000)
                #expect(try inflate(deflated, with: inflater, piece: 10_000, room: 9999) == message)
                #expect(try inflate(deflate(message, with: deflater), with: inflater, room: 1 << 16) == message)
            }
        }
    }

    @Test(arguments: [1, 7, 4096, 69_999, 70_000])
    func zlibIsGivenNoMoreThanItsShareAtATime(share: Int) throws {
        for keepsContext in [true, false] {
            let deflater = Deflater(DeflateSettings(), windowBits: 15, keepsContext: keepsContext, share: share)
            let inflater = Inflater(windowBits: 15, keepsContext: keepsContext, share: share)
            for message in [Self.block, [], Self.hello, Self.block] {
                let deflated = deflate(message, with: deflater)
                #expect(try inflate(deflated, with: inflater, room: 1 << 16) == message)
            }
        }
    }

    @Test func aMessageThatIsGivenUpLeavesNoTrace() throws {
        let deflater = Deflater(DeflateSettings(), windowBits: 15, keepsContext: false)
        var output = DeflateBuffer()
        unsafe deflater.deflate(sample(5000).span.bytes, isLast: false, into: &output)
        deflater.abandonMessage()
        #expect(deflate(Self.hello, with: deflater) == Self.compressedHello)
        let inflater = Self.inflater()
        var cursor = 0
        var room = [UInt8](repeating: 0, count: 64)
        var span = room.mutableSpan
        var bytes = unsafe span.mutableBytes
        let start = Array(Self.compressedHello.prefix(3))
        _ = unsafe try inflater.inflate(start.span.bytes, at: &cursor, isLast: false, into: &bytes)
        inflater.abandonMessage()
        #expect(try inflate(Self.compressedHello, with: inflater) == Self.hello)
    }

    // MARK: - Data that are wrong

    @Test(
        arguments: [
            // A block type that does not exist, a stored block whose lengths differ, one cut short, nothing at all.
            [0x06], [0x00, 0x05, 0x00, 0x00, 0x00], [0x00, 0x05, 0x00, 0xFA, 0xFF], [],
            // A distance beyond the start.
            [0xF2, 0x00, 0x11, 0x00, 0x00],
        ] as [[UInt8]])
    func badData(_ bytes: [UInt8]) {
        #expect(throws: InflateFault.self) { try inflate(bytes, with: Self.inflater()) }
        #expect(throws: InflateFault.self) { try inflate(bytes, with: Self.inflater(), piece: 1) }
    }

    @Test func aCallNeverGivesMoreThanThereIsRoomFor() throws {
        let deflater = Deflater(DeflateSettings(level: 9), windowBits: 15, keepsContext: false)
        let bomb = deflate([UInt8](repeating: 0, count: 1 << 22), with: deflater)
        #expect(bomb.count < 1 << 13)
        var cursor = 0
        var room = [UInt8](repeating: 1, count: 1000)
        var span = room.mutableSpan
        var bytes = unsafe span.mutableBytes
        let step = unsafe try Self.inflater().inflate(bomb.span.bytes, at: &cursor, isLast: true, into: &bytes)
        #expect(step.count == 1000)
        #expect(!step.isDone)
    }

    @Test func memoryByTheFormulaOfZlib() {
        #expect(DeflateSettings.compressorMemory(windowBits: 15, memoryLevel: 8) == 268_288)
        #expect(DeflateSettings.decompressorMemory(windowBits: 15) == 39_936)
    }
}
