import FoundationEssentials
import Testing

/// The bytes that a scenario asks for are those on the wire.
@Suite(.partOfMachine) struct WireTests {
    private func session(masking: String) async throws -> Recording {
        let recordings = try await recorded(1) {
            scenario(
                $0,
                [
                    "load": #"{ "sessions": 1 }"#, "masking": masking,
                    "messages": #"{ "count": 20, "inFlight": 5, "text": "all the same" }"#,
                ])
        }
        return try #require(recordings.first)
    }

    @Test func randomKeysDifferFromFrameToFrame() async throws {
        let frames = try await session(masking: #""random""#).frames
        #expect(frames.count == 21)
        #expect(Set(frames.compactMap(\.key)).count == 21)
        #expect(frames.dropLast().allSatisfy { $0.text == "all the same" })
    }

    @Test func fixedKeyIsOnEachFrame() async throws {
        let frames = try await session(masking: #"{ "fixed": "0x01fe2304" }"#).frames
        #expect(frames.count == 21)
        #expect(Set(frames.map(\.key)) == ["01fe2304"])
        #expect(frames.dropLast().allSatisfy { $0.text == "all the same" && $0.raw != $0.payload })
    }

    @Test func zeroKeyLeavesThePayloadAsItIs() async throws {
        let frames = try await session(masking: #""zero""#).frames
        #expect(frames.count == 21)
        #expect(Set(frames.map(\.key)) == ["00000000"])
        #expect(frames.dropLast().allSatisfy { String(decoding: $0.raw, as: UTF8.self) == "all the same" })
    }

    @Test func noMaskIsNoMask() async throws {
        let frames = try await session(masking: #""none""#).frames
        #expect(frames.count == 21)
        #expect(frames.allSatisfy { $0.key == nil })
        #expect(frames.dropLast().allSatisfy { $0.text == "all the same" })
    }

    // MARK: - Scripts

    private func frames(ofScript steps: String) async throws -> [Recording.Frame] {
        let recordings = try await recorded(1) {
            scenario($0, ["load": #"{ "sessions": 1 }"#, "masking": #"{ "fixed": "0x01fe2304" }"#, "script": steps])
        }
        return try #require(recordings.first).frames
    }

    @Test func aScriptsSendsAreAsGiven() async throws {
        let frames = try await frames(
            ofScript: #"""
                [
                  { "send": { "bytes": "de ad be ef", "fragmentation": { "frames": 2 } } },
                  { "send": { "text": "plain", "masking": "none" } },
                  { "send": { "text": "half a mess", "fin": false } },
                  { "send": { "text": "age", "opcode": 0, "rsv": 2 } },
                  { "send": { "json": { "n": "{{= session }}" }, "type": "binary", "masking": "zero" } }
                ]
                """#)
        #expect(frames.map(\.opcode) == [2, 0, 1, 1, 0, 2, 8])
        #expect(frames.map(\.fin) == [false, true, true, false, true, true, true])
        #expect(frames.map(\.rsv) == [0, 0, 0, 0, 2, 0, 0])
        let own = "01fe2304"
        #expect(frames.map(\.key) == [own, own, nil, own, own, "00000000", own])
        #expect(frames.prefix(2).map(\.payload) == [Data([0xDE, 0xAD]), Data([0xBE, 0xEF])])
        #expect(frames.dropFirst(2).dropLast().map(\.text) == ["plain", "half a mess", "age", #"{"n":0}"#])
    }

    @Test func aCloseMayComeInTheMiddleOfAMessage() async throws {
        let frames = try await frames(
            ofScript: #"[{ "send": { "text": "half a mess", "fin": false } }, { "close": { "code": 4001 } }]"#)
        #expect(frames.map(\.opcode) == [1, 8] && frames.map(\.fin) == [false, true])
        #expect(Array(frames[1].payload) == [0x0F, 0xA1])
    }

    @Test func aCloseThatDoesNotWaitSendsItsFrame() async throws {
        let frames = try await frames(
            ofScript: #"[{ "send": "a" }, { "expect": "a" }, { "close": { "code": 4002, "wait": false } }]"#)
        #expect(frames.map(\.opcode) == [1, 8])
        #expect(Array(frames[1].payload) == [0x0F, 0xA2])
    }

    // MARK: - Fragments

    private func frames(_ fragmentation: String, count: Int = 1) async throws -> [Recording.Frame] {
        let recordings = try await recorded(1) {
            scenario(
                $0,
                [
                    "load": #"{ "sessions": 1 }"#,
                    "messages": #"{ "count": \#(count), "text": "0123456789", "fragmentation": \#(fragmentation) }"#,
                ])
        }
        return try #require(recordings.first).frames.dropLast()
    }

    @Test func messageIsCutIntoSoManyFrames() async throws {
        let frames = try await frames(#"{ "frames": 4 }"#)
        #expect(frames.map(\.text) == ["012", "345", "67", "89"])
        #expect(frames.map(\.opcode) == [1, 0, 0, 0])
        #expect(frames.map(\.fin) == [false, false, false, true])
    }

    @Test func messageIsCutIntoFramesOfSoManyBytes() async throws {
        let frames = try await frames(#"{ "bytes": 4 }"#)
        #expect(frames.map(\.text) == ["0123", "4567", "89"])
        #expect(frames.map(\.opcode) == [1, 0, 0])
        #expect(frames.map(\.fin) == [false, false, true])
    }

    @Test func moreFramesThanBytesAreEmptyFrames() async throws {
        let frames = try await frames(#"{ "frames": 12 }"#)
        #expect(frames.count == 12)
        #expect(frames.map(\.text).joined() == "0123456789")
        #expect(frames.map(\.fin) == Array(repeating: false, count: 11) + [true])
    }

    @Test func numberOfFramesIsDrawnPerMessage() async throws {
        let frames = try await frames(#"{ "frames": { "min": 2, "max": 5 } }"#, count: 40)
        let counts = frames.split(omittingEmptySubsequences: false) { $0.fin }.dropLast().map { $0.count + 1 }
        #expect(counts.count == 40)
        #expect(Set(counts) == [2, 3, 4, 5])
    }

    @Test func bytesOfAFrameAreDrawnPerFrame() async throws {
        let frames = try await frames(#"{ "bytes": { "min": 2, "max": 4 } }"#, count: 40)
        #expect(Set(frames.filter { !$0.fin }.map(\.length)) == [2, 3, 4])
        #expect(frames.filter(\.fin).allSatisfy { (1...4).contains($0.length) })
        #expect(frames.map(\.text).joined() == String(repeating: "0123456789", count: 40))
    }

    @Test func pingsGoBetweenFragments() async throws {
        let frames = try await frames(#"{ "frames": 3, "pings": true }"#, count: 2)
        #expect(frames.map(\.opcode) == [1, 9, 0, 9, 0, 1, 9, 0, 9, 0])
        #expect(frames.filter { $0.opcode == 9 }.allSatisfy { $0.fin && $0.length <= 125 && $0.key != nil })
    }

    // MARK: - Payloads

    @Test func fileIsThePayload() async throws {
        let folder = try TemporaryFolder()
        try folder.write("from a file, häppchen", to: "payload.txt")
        let recordings = try await recorded(1) {
            scenario(
                $0,
                [
                    "load": #"{ "sessions": 1 }"#,
                    "messages": #"{ "count": 1, "type": "text", "file": "\#(folder["payload.txt"])" }"#,
                ])
        }
        #expect(recordings.first?.frames.first?.text == "from a file, häppchen")
        #expect(recordings.first?.frames.first?.opcode == 1)
    }

    @Test func sizesComeByTheirWeights() async throws {
        let recordings = try await recorded(2, ["--seed", "5"]) {
            scenario(
                $0,
                [
                    "load": #"{ "sessions": 2 }"#,
                    "messages":
                        #"{ "count": 200, "inFlight": 10, "size": [{ "bytes": 10, "weight": 3 }, { "bytes": "1KiB", "weight": 1 }] }"#,
                ])
        }
        let lengths = recordings.flatMap(\.dataFrames).map(\.length)
        #expect(lengths.count == 400)
        #expect(Set(lengths) == [10, 1024])
        // Six deviations around the mean of 300.
        #expect((248...352).contains(lengths.count { $0 == 10 }))
    }

    // MARK: - Opening and closing

    @Test func openingRequestIsAsGiven() async throws {
        let recordings = try await recorded(3) {
            scenario(
                $0,
                [
                    "headers": #"{ "Authorization": "Bearer 0123", "X-Trace": ["a", "b"], "Host": "chat.example" }"#,
                    "subprotocols": #"["chat.v2", "chat.v1"]"#, "origin": #""https://chat.example""#,
                    "load": #"{ "sessions": 3 }"#, "close": #"{ "after": "50ms" }"#,
                ])
        }
        for recording in recordings {
            #expect(recording.request == "GET /chat?room=1 HTTP/1.1")
            #expect(recording.values("Host") == ["chat.example"])
            #expect(recording.values("Origin") == ["https://chat.example"])
            #expect(recording.values("Sec-WebSocket-Protocol") == ["chat.v2, chat.v1"])
            #expect(recording.values("Sec-WebSocket-Version") == ["13"])
            #expect(recording.values("Authorization") == ["Bearer 0123"])
            #expect(recording.values("X-Trace") == ["a", "b"])
            #expect(recording.values("Sec-WebSocket-Extensions") == [])
        }
        let keys = Set(recordings.flatMap { $0.values("Sec-WebSocket-Key") })
        #expect(keys.count == 3)
        #expect(keys.allSatisfy { Data(base64Encoded: $0)?.count == 16 })
    }

    @Test func hostIsTheTargetsByDefault() async throws {
        try await withPeer("recorder.py") { peer in
            _ = try await squall(
                scenario(peer.url(), ["load": #"{ "sessions": 1 }"#, "close": #"{ "after": "50ms" }"#]))
            let recording = try #require(try await peer.reports(Recording.self, count: 1).first)
            #expect(recording.values("Host") == ["127.0.0.1:\(peer.port)"])
            #expect(recording.values("Origin") == [])
        }
    }

    @Test func sourceAddressesAreUsedInTurn() async throws {
        let recordings = try await recorded(8) {
            scenario(
                $0,
                [
                    "connection": #"{ "sourceAddresses": ["127.0.0.2-127.0.0.4", "127.0.1.9"] }"#,
                    "load": #"{ "sessions": 8 }"#, "close": #"{ "after": "50ms" }"#,
                ])
        }
        let counts = Dictionary(recordings.map { ($0.address, 1) }, uniquingKeysWith: +)
        #expect(counts == ["127.0.0.2": 2, "127.0.0.3": 2, "127.0.0.4": 2, "127.0.1.9": 2])
    }

    @Test(arguments: [
        (#"{ "code": 4000, "reason": "für heute", "after": "50ms" }"#, [0x0F, 0xA0] + Array("für heute".utf8)),
        (#"{ "code": null, "after": "50ms" }"#, []),
    ])
    func closeFrameIsAsGiven(close: String, payload: [UInt8]) async throws {
        let recordings = try await recorded(1) {
            scenario($0, ["load": #"{ "sessions": 1 }"#, "close": close])
        }
        let frames = try #require(recordings.first).frames
        #expect(frames.map(\.opcode) == [8])
        #expect(frames.first?.payload == Data(payload))
    }

    @Test func pingsAreAsGiven() async throws {
        let recordings = try await recorded(1) {
            scenario(
                $0,
                [
                    "load": #"{ "sessions": 1 }"#,
                    "ping": #"{ "interval": "50ms", "payload": "are you there?" }"#,
                    "close": #"{ "after": "600ms" }"#,
                ])
        }
        let pings = try #require(recordings.first).frames.filter { $0.opcode == 9 }
        #expect((2...12).contains(pings.count))
        #expect(pings.prefix(2).map(\.text) == ["are you there?00000001", "are you there?00000002"])
        #expect(pings.allSatisfy { $0.text.hasPrefix("are you there?") })
    }
}
