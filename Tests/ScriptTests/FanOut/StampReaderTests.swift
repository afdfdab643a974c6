import Scenario
import Script
import Testing

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

    private func read(_ message: [UInt8], coverage: StampReader.Coverage = .message) -> StampReading {
        var reader = StampReader(run: stamp.run, coverage: coverage)
        return read(message, &reader)
    }

    private func read(_ message: [UInt8], _ reader: inout StampReader) -> StampReading {
        unsafe reader.read(message.span.bytes)
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

    @Test("inside another message only the stamp can be held against what was sent")
    func wrapped() throws {
        let wrapped = try Array("{\"from\":7,\"data\":\"".utf8) + message("", "") + Array("\"}".utf8)
        #expect(read(wrapped) == .stamped(stamp, isIntact: false))
        #expect(read(wrapped, coverage: .stamp) == .stamped(stamp, isIntact: true))
    }
}
