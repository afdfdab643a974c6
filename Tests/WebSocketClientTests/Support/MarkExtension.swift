import WebSocketClient

/// Adds its mark to what is sent and takes it from what came, so that the order of extensions can be seen.
final class MarkExtension<Place: MarkPlace>: WebSocketExtension, WebSocketExtensionFactory {
    struct Configuration: Sendable {
        var mark = Place.mark
        var offers = [WebSocketExtensionHeader(name: Place.name)]
        var isWilling = true
        var isBroken = false
        var setsForeignBit = false
        var sendsNothing = false
    }

    struct WrongMark: Error {}

    static var name: String { Place.name }
    static var rsv1: Bool { Place.bits.rsv1 }
    static var rsv2: Bool { Place.bits.rsv2 }
    static var rsv3: Bool { Place.bits.rsv3 }
    static var defaultConfiguration: Configuration { Configuration() }

    private let configuration: Configuration

    init(_ configuration: Configuration) { self.configuration = configuration }

    static func install(_ configuration: Configuration) throws -> any WebSocketExtension {
        guard !configuration.isBroken else { throw WrongMark() }
        return MarkExtension(configuration)
    }

    var offers: [WebSocketExtensionHeader] { configuration.offers }

    func clientNegotiation(accepted: [WebSocketExtensionHeader]) throws -> Bool {
        guard accepted.allSatisfy(\.parameters.isEmpty) else { throw WrongMark() }
        return configuration.isWilling && !accepted.isEmpty
    }

    func processOutgoingFrame(_ frame: Frame) throws -> Frame {
        if configuration.sendsNothing { throw WebSocketError.messageTooBig(bytes: frame.data.count, limit: 0) }
        var frame = frame
        frame.data.append(configuration.mark)
        if configuration.setsForeignBit { frame.rsv3.toggle() }
        return frame
    }

    func processIncomingFrame(_ frame: Frame, limit: Int) throws -> Frame {
        var frame = frame
        guard frame.data.popLast() == configuration.mark else { throw WrongMark() }
        return frame
    }
}

/// What tells one extension with a mark from another.
protocol MarkPlace {
    static var name: String { get }
    static var mark: UInt8 { get }
    static var bits: (rsv1: Bool, rsv2: Bool, rsv3: Bool) { get }
}

enum First: MarkPlace {
    static let name = "x-first"
    static let mark: UInt8 = 1
    static let bits = (rsv1: false, rsv2: true, rsv3: false)
}

enum Second: MarkPlace {
    static let name = "x-second"
    static let mark: UInt8 = 2
    static let bits = (rsv1: false, rsv2: false, rsv3: false)
}

/// Has bits of `First` and of permessage-deflate.
enum Greedy: MarkPlace {
    static let name = "x-greedy"
    static let mark: UInt8 = 3
    static let bits = (rsv1: true, rsv2: true, rsv3: false)
}

enum Unnamed: MarkPlace {
    static let name = "no token"
    static let mark: UInt8 = 4
    static let bits = (rsv1: false, rsv2: false, rsv3: false)
}
