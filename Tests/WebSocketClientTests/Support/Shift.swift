import WebSocketClient

final class Shift: WebSocketExtension, WebSocketExtensionFactory {
    struct Configuration: Sendable { var by: UInt8 = 1 }

    static let name = "x-shift"
    static let rsv2 = true
    static let defaultConfiguration = Configuration()

    private let by: UInt8
    /// A message has begun to be sent, and has the bit.
    private var isMarked = false

    private init(by: UInt8) { self.by = by }

    static func install(_ configuration: Configuration) -> any WebSocketExtension { Shift(by: configuration.by) }

    var offers: [WebSocketExtensionHeader] {
        [WebSocketExtensionHeader(name: Self.name, parameters: [.init("by", "\(by)")])]
    }

    func clientNegotiation(accepted: [WebSocketExtensionHeader]) -> Bool { !accepted.isEmpty }

    func processOutgoingFrame(_ frame: Frame) -> Frame {
        var frame = frame
        frame.data = frame.data.map { $0 &+ by }
        frame.rsv2 = !isMarked
        isMarked = !frame.fin
        return frame
    }

    func processIncomingFrame(_ frame: Frame, limit: Int) -> Frame {
        guard frame.rsv2 else { return frame }
        var frame = frame
        frame.data = frame.data.map { $0 &- by }
        frame.rsv2 = false
        return frame
    }
}
