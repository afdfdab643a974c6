import WebSocketCore
import WebSocketDeflate

/// permessage-deflate of all channels of a table (RFC 7692). A table without compression has none.
///
/// Where messages keep no context, compressors and decompressors belong to the table and are lent for a message; with
/// context each channel has its own.
@safe
final class Deflation {
    /// Bytes that a piece of an inflated message has at the most.
    static let blockSize = 256 * 1024

    private(set) var counts = DeflateCounts()
    /// Where inflated pieces lie.
    let block: UnsafeMutableRawPointer

    /// By slot; nil where no compression was agreed on.
    private var channels: [ChannelDeflate?] = []
    private var groups: [DeflateGroup] = []
    /// At rest, without context; any window fits into theirs.
    private var inflaters: [Inflater] = []
    private var output = DeflateBuffer()

    init() { unsafe block = .allocate(byteCount: Deflation.blockSize, alignment: 64) }

    deinit { unsafe block.deallocate() }

    /// The state of a channel; nil where it goes without compression.
    func channel(_ slot: UInt32) -> ChannelDeflate? {
        Int(slot) < channels.count ? channels[Int(slot)] : nil
    }

    /// A channel is open, with what its handshake agreed on.
    func add(_ slot: UInt32, _ agreed: DeflateParameters, _ settings: DeflateSettings, role: Role) {
        let windowBits = role == .client ? agreed.clientMaxWindowBits : agreed.serverMaxWindowBits
        let forgets = role == .client ? agreed.clientNoContextTakeover : agreed.serverNoContextTakeover
        while channels.count <= Int(slot) { channels.append(nil) }
        channels[Int(slot)] = ChannelDeflate(
            group: group(settings, windowBits: windowBits, keepsContext: !forgets), agreed: agreed, role: role)
    }

    private func group(_ settings: DeflateSettings, windowBits: Int, keepsContext: Bool) -> DeflateGroup {
        let known = groups.first {
            $0.windowBits == windowBits && $0.keepsContext == keepsContext && $0.settings == settings
        }
        if let known { return known }
        let group = DeflateGroup(settings, windowBits: windowBits, keepsContext: keepsContext)
        groups.append(group)
        return group
    }

    /// A channel is gone; what was lent to it comes back.
    func remove(_ slot: UInt32) {
        guard let channel = channel(slot) else { return }
        channels[Int(slot)] = nil
        if !channel.inflatesInContext, let inflater = channel.inflater {
            inflater.abandonMessage()
            inflaters.append(inflater)
        }
        if !channel.group.keepsContext, let deflater = channel.deflater {
            deflater.abandonMessage()
            channel.group.putBack(deflater)
        }
    }

    // MARK: - Receiving

    /// A piece of a compressed message came for a channel.
    func begin(_ piece: MessagePiece, _ channel: ChannelDeflate) {
        counts.receivedBefore += piece.range.count
        channel.piece = piece
        channel.cursor = 0
        if piece.isFirst {
            channel.inflated = 0
            channel.utf8 = UTF8Validator()
            channel.hasGivenPiece = false
        }
        guard channel.inflater == nil else { return }
        channel.inflater =
            channel.inflatesInContext
            ? Inflater(windowBits: channel.inflateWindowBits, keepsContext: true)
            : inflaters.popLast() ?? Inflater(windowBits: 15, keepsContext: false)
    }

    /// The next part of what the piece inflates to; nil where the piece is done.
    func next(_ channel: ChannelDeflate, from received: RawSpan, limit: Int) throws(ProtocolViolation) -> MessagePiece?
    {
        var room = unsafe MutableRawSpan(_unsafeStart: block, byteCount: Deflation.blockSize)
        let piece = try channel.next(from: received, into: &room, limit: limit)
        guard let piece else { return nil }
        counts.receivedAfter += piece.range.count
        if piece.isLast, !channel.inflatesInContext, let inflater = channel.inflater {
            channel.inflater = nil
            inflaters.append(inflater)
        }
        return piece
    }

    // MARK: - Sending

    /// Compresses a whole message; the bytes are there until the next call.
    func deflate(_ payload: RawSpan, _ channel: ChannelDeflate, _ reuse: DeflateReuse) -> DeflatedBytes {
        output.removeAll()
        counts.sentBefore += payload.byteCount
        let bytes: DeflatedBytes
        if channel.group.keepsContext {
            let deflater = channel.deflater ?? channel.group.takeDeflater()
            channel.deflater = deflater
            deflater.deflate(payload, isLast: true, into: &output)
            bytes = output.bytes
        } else {
            bytes = channel.group.deflate(payload, reuse, into: &output)
        }
        counts.sentAfter += bytes.count
        return bytes
    }

    /// Compresses a part of a message; the bytes are there until the next call.
    func deflatePart(_ payload: RawSpan, _ channel: ChannelDeflate, isLast: Bool) -> DeflatedBytes {
        output.removeAll()
        let deflater = channel.deflater ?? channel.group.takeDeflater()
        channel.deflater = deflater
        deflater.deflate(payload, isLast: isLast, into: &output)
        if isLast, !channel.group.keepsContext {
            channel.deflater = nil
            channel.group.putBack(deflater)
        }
        counts.sentBefore += payload.byteCount
        counts.sentAfter += output.count
        return output.bytes
    }
}
