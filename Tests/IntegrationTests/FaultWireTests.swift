import FoundationEssentials
import Metrics
import Testing

/// Every fault, byte for byte at a raw socket.
@Suite(.partOfMachine) struct FaultWireTests {
    /// A scenario with a kind of session for each name, told apart at the server by a header.
    private func kinds(_ url: String, _ kinds: [(name: String, members: String)]) -> String {
        let all = kinds.map { #""\#($0.name.asKindName)": { "headers": { "X-Kind": "\#($0.name)" }, \#($0.members) }"# }
        return scenario(
            url,
            [
                "load": #"{ "sessions": \#(kinds.count) }"#,
                "masking": #"{ "fixed": "0x\#(WireFault.key.hex)" }"#,
                "connection": #"{ "timeout": "5s" }"#,
                "scenarios": "{ \(all.joined(separator: ",\n")) }",
            ])
    }

    /// What the raw recorder saw of each kind, by its name.
    private func recorded(
        _ kinds: [(name: String, members: String)], silence: Double = 1, _ options: [String] = []
    ) async throws -> [String: Recording] {
        try await withPeer("recorder.py", ["--raw", "--silence", "\(silence)"]) { peer in
            let run = try await squall(self.kinds(peer.url("/faults"), kinds), options)
            #expect(run.isComplete, "\(run.complaints)")
            let recordings = try await peer.reports(Recording.self, count: kinds.count)
            return Dictionary(uniqueKeysWithValues: recordings.map { ($0.kind, $0) })
        }
    }

    @Test func framesAreOnTheWireAsMeant() async throws {
        let kinds = WireFault.frames.map { ($0.name, #""script": [{ \#($0.members) }, { "close": { "by": "fin" } }]"#) }
        let recordings = try await recorded(kinds)
        for fault in WireFault.frames {
            let recording = try #require(recordings[fault.name], "\(fault.name)")
            guard let bytes = fault.bytes else { continue }
            #expect(Array(recording.bytes) == bytes, "\(fault.name)")
        }
    }

    @Test func garbageIsThatOfTheSeed() async throws {
        var seen: [Data] = []
        for seed in ["1", "1", "2"] {
            let kinds = [("garbage", #""script": [{ "fault": "garbage", "size": 100 }, { "close": { "by": "fin" } }]"#)]
            seen.append(try #require(try await recorded(kinds, ["--seed", seed])["garbage"]).bytes)
        }
        #expect(seen.allSatisfy { $0.count == 100 })
        #expect(seen[0] == seen[1] && seen[0] != seen[2])
        // No chance makes a frame of it.
        #expect(seen.allSatisfy { ($0.first ?? 0) & 0x70 == 0x70 })
    }

    @Test func aSlowWriterSendsItsFrameInPieces() async throws {
        let fault = #"{ "fault": "slow-writer", "size": 20, "chunk": 4, "interval": "100ms" }"#
        let kinds = [("slow", #""script": [\#(fault), { "close": { "by": "fin" } }]"#)]
        let recording = try #require(try await recorded(kinds)["slow"])
        let letters = Array("abcdefghijklmnopqrst".utf8)
        let masked = letters.enumerated().map { $1 ^ WireFault.key[$0 % 4] }
        #expect(Array(recording.bytes) == [0x81, 0x94] + WireFault.key + masked)
        // 26 bytes are seven pieces, and six waits between them.
        let last = try #require(recording.arrivals.last)
        let opening = recording.arrivals.prefix(1).map(\.seconds).first ?? 0
        #expect(last.seconds - opening >= 0.55)
        #expect(recording.arrivals.count > 3)
    }

    @Test func handshakesAreOnTheWireAsMeant() async throws {
        let names = ["wrong-version", "wrong-key", "missing-key", "missing-upgrade", "never-ends"]
        let kinds =
            names.map { ($0, #""script": [{ "close": { "by": "fin" } }], "handshake": "\#($0)""#) } + [
                ("byteByByte", #""script": [{ "close": { "by": "fin" } }], "handshake": { "byteByByte": "2ms" }"#)
            ]
        try await withPeer("recorder.py", ["--raw", "--silence", "8"]) { peer in
            let run = try await squall(self.kinds(peer.url("/faults"), kinds))
            #expect(run.isComplete, "\(run.complaints)")
            let recordings = try await peer.reports(Recording.self, count: kinds.count)
            for (name, _) in kinds {
                let recording = try #require(recordings.first { $0.opening.contains("X-Kind: \(name)\r\n") }, "\(name)")
                var lines = [
                    "GET /faults HTTP/1.1", "Host: 127.0.0.1:\(peer.port)", "Upgrade: websocket", "Connection: Upgrade",
                    "Sec-WebSocket-Key: KEY", "Sec-WebSocket-Version: 13", "X-Kind: \(name)", "", "",
                ]
                switch name {
                case "wrong-version": lines[5] = "Sec-WebSocket-Version: 12"
                case "missing-key": lines.remove(at: 4)
                case "missing-upgrade": lines.remove(at: 2)
                case "never-ends": lines.removeLast()
                default: break
                }
                let (text, key) = recording.opening.withoutKey
                #expect(text == lines.joined(separator: "\r\n"), "\(name)")
                let length: Int? = name == "missing-key" ? nil : name == "wrong-key" ? 15 : 16
                #expect(key.flatMap { Data(base64Encoded: $0)?.count } == length, "\(name)")
                if name == "byteByByte" {
                    // All but the last byte have a pause behind them, and few come together.
                    let pauses = recording.opening.count - 1
                    let (first, last) = (try #require(recording.arrivals.first), try #require(recording.arrivals.last))
                    #expect(last.seconds - first.seconds >= 0.001 * Double(pauses))
                    #expect(recording.arrivals.count > pauses / 30)
                }
            }
        }
    }
}

extension [UInt8] {
    fileprivate var hex: String {
        map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

extension Recording {
    fileprivate var kind: String { values("X-Kind").first ?? "" }
}

extension Data {
    fileprivate func contains(_ text: String) -> Bool { String(decoding: self, as: UTF8.self).contains(text) }

    /// The text of a request, whose key is replaced by `KEY`, and the key.
    fileprivate var withoutKey: (String, String?) {
        let text = String(decoding: self, as: UTF8.self)
        let name = "Sec-WebSocket-Key: "
        guard let line = text.split(separator: "\r\n").first(where: { $0.hasPrefix(name) }) else { return (text, nil) }
        let key = line.dropFirst(name.count)
        return (
            text.split(separator: line, maxSplits: 1, omittingEmptySubsequences: false).joined(separator: name + "KEY"),
            String(key)
        )
    }
}
