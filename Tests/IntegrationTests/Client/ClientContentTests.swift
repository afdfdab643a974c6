import Testing
import WebSocketClient

/// Values in messages, against a Python server that echoes them.
@Suite(.partOfMachine) struct ClientContentTests {
    private struct Reading: Codable, Equatable {
        var sensor: String
        var values: [Double]
        var unit: String?
    }

    /// Numbers as decimal text in binary frames: a converter of the tests' own.
    private struct DecimalConverter: WebSocketContentConverter {
        struct NoNumber: Error, CustomStringConvertible {
            var description: String { "there are no digits" }
        }

        func isApplicable(_ frame: Frame) -> Bool { frame.kind == .binary }

        func deserialize<Value: Decodable>(_ type: Value.Type, from frame: Frame) throws -> Value {
            guard let number = Int(String(decoding: frame.data, as: UTF8.self)) as? Value else { throw NoNumber() }
            return number
        }

        func serialize<Value: Encodable>(_ value: Value?) throws -> Frame {
            guard let value = value as? Int else { throw NoNumber() }
            return .binary(Array("\(value)".utf8))
        }
    }

    private func withSession(
        _ converter: (any WebSocketContentConverter)?, options: [String] = [],
        _ body: (any DefaultClientWebSocketSession) async throws -> Void
    ) async throws {
        try await withPeer("websockets_server.py", options) { peer in
            let client = WebSocketClient { $0.contentConverter = converter }
            try await client.webSocket(peer.url()) { try await body($0) }
            await client.close()
        }
    }

    @Test func valuesTravelThereAndBack() async throws {
        try await withSession(JSONContentConverter()) { session in
            let reading = Reading(sensor: "küche", values: [21.5, -3], unit: nil)
            try await session.sendSerialized(reading)
            let came: Reading = try await session.receiveDeserialized()
            #expect(came == reading)
            try await session.sendSerialized(Reading?.none)
            let nothing = try await session.receiveDeserialized(as: Reading?.self)
            #expect(nothing == nil)
        }
    }

    @Test func whatDoesNotFitIsSaidAndTheSessionGoesOn() async throws {
        try await withSession(JSONContentConverter()) { session in
            try await session.send(#"{"sensor": "a", "values": [1, "x"]}"#)
            let error = await #expect(throws: WebSocketError.self) {
                try await session.receiveDeserialized(as: Reading.self)
            }
            guard case .notDecodable(let mismatch) = error else { throw try #require(error) }
            #expect(mismatch.path == "values[1]")
            try await session.sendSerialized([1, 2])
            let numbers = try await session.receiveDeserialized(as: [Int].self)
            #expect(numbers == [1, 2])
        }
    }

    @Test func aSessionWithoutConverterSaysSo() async throws {
        try await withSession(nil) { session in
            await #expect(throws: WebSocketError.noConverter(type: "Int")) { try await session.sendSerialized(1) }
            await #expect(throws: WebSocketError.noConverter(type: "Int")) {
                try await session.receiveDeserialized(as: Int.self)
            }
            session.contentConverter = JSONContentConverter(frames: .binary)
            try await session.sendSerialized(1)
            let frame = try await session.incoming.receive()
            #expect(frame == .binary(Array("1".utf8)))
        }
    }

    @Test func aConverterOfOnesOwnWorks() async throws {
        try await withSession(DecimalConverter()) { session in
            try await session.sendSerialized(42)
            let number = try await session.receiveDeserialized(as: Int.self)
            #expect(number == 42)
            try await session.send("42")
            await #expect(throws: WebSocketError.notConvertible(.text("42"), type: "Int")) {
                try await session.receiveDeserialized(as: Int.self)
            }
            try await session.send([65])
            await #expect(
                throws: WebSocketError.notDecodable(
                    .init(type: "Int", problem: "there are no digits", frame: .binary([65])))
            ) { try await session.receiveDeserialized(as: Int.self) }
            await #expect(
                throws: WebSocketError.notEncodable(type: "String", path: "", problem: "there are no digits")
            ) { try await session.sendSerialized("x") }
        }
    }

    @Test func aCloseInsteadOfAValueIsSaid() async throws {
        try await withSession(JSONContentConverter(), options: ["--close-after", "1"]) { session in
            try await session.sendSerialized(1)
            let number = try await session.receiveDeserialized(as: Int.self)
            #expect(number == 1)
            let reason = CloseReason(.init(rawValue: 4001), "enough")
            await #expect(throws: WebSocketError.closed(reason: reason)) {
                try await session.receiveDeserialized(as: Int.self)
            }
        }
    }
}
