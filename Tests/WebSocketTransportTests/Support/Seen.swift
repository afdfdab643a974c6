import WebSocketCore

@testable import WebSocketTransport

/// What a table said, with the pieces of a message joined.
enum Seen: Hashable {
    case opened(UInt32, subprotocol: String?)
    case failed(UInt32, String)
    case accepted(String)
    case refused(HandshakeError)
    case insecure(String)
    case message(UInt32, Opcode, [UInt8])
    case ping(UInt32)
    case pong(UInt32, [UInt8])
    case closeReceived(UInt32, CloseStatus)
    case drained(UInt32)
    case bytes(UInt32, [UInt8])
    case closed(UInt32, Closure)

    static func text(_ tag: UInt32, _ text: String) -> Seen { .message(tag, .text, Array(text.utf8)) }

    var isMessage: Bool { if case .message = self { true } else { false } }
    var isClosed: Bool { if case .closed = self { true } else { false } }
    var isDrained: Bool { if case .drained = self { true } else { false } }
}
