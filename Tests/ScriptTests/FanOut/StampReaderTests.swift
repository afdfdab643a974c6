import Scenario
import Testing

@testable import Script

struct StampReaderTests {
    private let stamp: Stamp = {
        var stamp = Stamp()
        stamp.run = 0xDEAD_BEEF
        stamp.group = 3
        stamp.isMeasured = true
        stamp.number = 0x7F_FFFF
        stamp.session = 1_000_000
        stamp.sequence = .max
        stamp.time = 123_456_789_012_345
        return stamp
    }()

    private func message(_ before: String, _ after: String) throws -> [UInt8] {
        var names = NameTable()
        let segments: [TemplateText.Segment] = [
            .literal(Array(before.utf8)), .value(.stamp), .literal(Array(after.utf8)),
        ]
        let template = try CompiledTemplate(TemplateText(segments), names: &names)
        var context = RenderContext(names)
        context.stamp = stamp
        return context.bytes(template)
    }

    private func read(_ message: [UInt8], _ wrapping: MessageWrapping = .none) -> StampReading {
        var reader = StampReader(run: stamp.run)
        return read(message, &reader, wrapping)
    }

    private func read(_ message: [UInt8], _ reader: inout StampReader, _ wrapping: MessageWrapping = .none)
        -> StampReading
    {
        let bytes = unsafe message.span.bytes
        guard case .stamped(let stamp, let isIntact) = reader.read(bytes) else { return reader.read(bytes) }
        var inner = StampReader(run: stamp.run)
        let isWhole = CompiledWrapping(wrapping).isWhole(bytes, reader, inner: &inner, ScriptScratch())
        return .stamped(stamp, isIntact: isIntact && isWhole)
    }

    @Test(
        "what was stamped is read, at any place", arguments: [("", ""), ("{\"a\":\"", "\",\"b\":1}"), ("12345678", "")])
    func reads(before: String, after: String) throws {
        let message = try message(before, after)
        #expect(message.count == before.utf8.count + StampText.width + after.utf8.count)
        #expect(read(message) == .stamped(stamp, isIntact: true))
        #expect(message.allSatisfy { 0x20...0x7E ~= $0 })
    }

    @Test("messages without a stamp, and those of another run")
    func others() throws {
        #expect(read([]) == .none)
        #expect(
            read(Array("no stamp in here, however long the message may be; for it takes more than 88 bytes".utf8))
                == .none)
        var reader = StampReader(run: 1)
        #expect(try read(message("a", "b"), &reader) == .otherRun)
    }

    @Test("any changed byte is seen: with the sender where the stamp's numbers are whole, else as damage")
    func everyByte() throws {
        let whole = try message("before the stamp ", " and behind it")
        let numbers = (17 + 8)..<(17 + 80)
        var reader = StampReader(run: stamp.run)
        for offset in whole.indices {
            for change in [UInt8(1), 0x20, 0x80, 0xFF] {
                var message = whole
                message[offset] ^= change
                let reading = read(message, &reader)
                #expect(reading == (numbers.contains(offset) ? .damaged : .stamped(stamp, isIntact: false)))
            }
        }
    }

    @Test("a message that is cut anywhere is not whole")
    func cut() throws {
        let whole = try message("ab", "cd")
        for count in 0..<whole.count {
            let reading = read(Array(whole[..<count]))
            switch count {
            case 0..<10: #expect(reading == .none)
            case 10..<90: #expect(reading == .damaged)
            default: #expect(reading == .stamped(stamp, isIntact: false))
            }
        }
    }

    @Test("with both ends damaged, their remains are known by the place of the last stamp")
    func remains() throws {
        let whole = try message("ab", "cd")
        var message = whole
        message[4] = 0
        message[85] = 0
        var reader = StampReader(run: stamp.run)
        #expect(read(whole, &reader) == .stamped(stamp, isIntact: true))
        #expect(read(message, &reader) == .damaged)
    }

    @Test("inside another message it is held against what was sent as far as can be")
    func wrapped() throws {
        let sent = try message("{\"topic\":\"a \\\"b\\\"\",\"body\":\"", "\"}")
        let escaped = sent.flatMap { [0x22, 0x5C].contains($0) ? [0x5C, $0] : [$0] }
        let whole = StampReading.stamped(stamp, isIntact: true)
        let damaged = StampReading.stamped(stamp, isIntact: false)
        let data = MessageWrapping.json(JSONPath([.key("data")]))
        for (inside, quote) in [(escaped, "\""), (sent, "")] {
            let received = Array("{\"from\":7,\"data\":\(quote)".utf8) + inside + Array("\(quote),\"n\":1}".utf8)
            #expect(read(received) == damaged)
            #expect(read(received, .anyhow) == whole)
            #expect(read(received, data) == whole)
            #expect(read(received, .json(JSONPath([.key("from")]))) == damaged)
            #expect(read(received, .json(JSONPath([.key("none")]))) == damaged)

            // The envelope is the server's, what is inside the sender's.
            for (offset, isInside) in [(8, false), (received.count - 2, false), (25, true)] {
                var changed = received
                changed[offset] ^= 1
                #expect(read(changed, data) == (isInside ? damaged : whole), "\(offset)")
                #expect(read(changed, .anyhow) == whole)
            }
        }
    }
}
