import WebSocketClient

/// An extension of the tests' own: each byte of a message is changed by a key that is agreed on, and RSV2 marks what is.
final class XorExtension: WebSocketExtension, WebSocketExtensionFactory {
    struct Configuration: Sendable {
        var key: UInt8 = 0x5A
    }

    struct WrongKey: Error, CustomStringConvertible {
        let answered: String?
        var description: String { "the server answered with the key \(answered ?? "none")" }
    }

    static let name = "x-xor"
    static let rsv2 = true
    static let defaultConfiguration = Configuration()

    private let key: UInt8
    private var isMarked = false

    private init(key: UInt8) { self.key = key }

    static func install(_ configuration: Configuration) -> any WebSocketExtension {
        XorExtension(key: configuration.key)
    }

    var offers: [WebSocketExtensionHeader] {
        [WebSocketExtensionHeader(name: Self.name, parameters: [.init("key", "\(key)")])]
    }

    func clientNegotiation(accepted: [WebSocketExtensionHeader]) throws -> Bool {
        guard let answer = accepted.first else { return false }
        guard answer.value(of: "key") == "\(key)" else { throw WrongKey(answered: answer.value(of: "key")) }
        return true
    }

    func processOutgoingFrame(_ frame: Frame) -> Frame {
        var frame = changed(frame)
        frame.rsv2 = !isMarked
        isMarked = !frame.fin
        return frame
    }

    func processIncomingFrame(_ frame: Frame, limit: Int) -> Frame {
        guard frame.rsv2 else { return frame }
        var frame = changed(frame)
        frame.rsv2 = false
        return frame
    }

    private func changed(_ frame: Frame) -> Frame {
        var frame = frame
        for index in frame.data.indices { frame.data[index] ^= key }
        return frame
    }
}
