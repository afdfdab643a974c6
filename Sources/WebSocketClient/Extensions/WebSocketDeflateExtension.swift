import WebSocketCore
import WebSocketDeflate

/// permessage-deflate: compressed messages (RFC 7692).
///
/// A session has a compressor once it has sent a compressed message, about 260 KiB by default, and a decompressor once
/// one has come, about 40 KiB.
public final class WebSocketDeflateExtension: WebSocketExtension, WebSocketExtensionFactory {
    /// `permessage-deflate`.
    public static var name: String { DeflateParameter.extensionName }
    /// It marks compressed messages (section 6).
    public static var rsv1: Bool { true }
    /// Everything at its default.
    public static var defaultConfiguration: Configuration { Configuration() }

    private let configuration: Configuration
    private var agreed = DeflateParameters()

    private var deflater: Deflater?
    private var output = DeflateBuffer(capacity: 64)
    /// A compressed message has begun to be sent.
    private var isDeflating = false
    /// A message that goes as it is has begun to be sent.
    private var isPassing = false

    private var inflater: Inflater?
    /// A compressed message has begun to come.
    private var isInflating = false
    /// Bytes that the message which comes has had so far.
    private var inflated = 0

    private init(_ configuration: Configuration) { self.configuration = configuration }

    /// Makes the extension of one session.
    ///
    /// - Parameter configuration: what is offered, and how messages are compressed.
    /// - Returns: an extension without memory of zlib yet.
    /// - Throws: `invalidExtension` for a number out of its range.
    public static func install(_ configuration: Configuration) throws -> any WebSocketExtension {
        try configuration.validate()
        return WebSocketDeflateExtension(configuration)
    }

    // MARK: - Negotiation

    /// One offer, with all that was set (section 7.1).
    public var offers: [WebSocketExtensionHeader] {
        configuration.offers.map { offer in
            WebSocketExtensionHeader(
                name: WebSocketDeflateExtension.name,
                parameters: offer.headerParameters.map { .init($0.name, $0.value) })
        }
    }

    /// Takes the server's answer (section 7.1).
    ///
    /// - Parameter accepted: one element, or none where the server declined.
    /// - Returns: whether messages may be compressed.
    /// - Throws: why the answer does not fit the offer, or that the server declined what is required.
    public func clientNegotiation(accepted: [WebSocketExtensionHeader]) throws -> Bool {
        guard let answer = accepted.first else {
            if configuration.isRequired { throw WebSocketError(.missingExtension(WebSocketDeflateExtension.name)) }
            return false
        }
        guard accepted.count == 1 else { throw WebSocketError(.repeatedExtension(answer.name)) }
        agreed = try configuration.offers.agreement(
            on: answer.parameters.map { DeflateParameter(name: $0.name, value: $0.value) })
        return true
    }

    // MARK: - Sending

    /// Compresses a message, or a part of one (section 7.2.1).
    ///
    /// - Parameter frame: as it is.
    /// - Returns: the frame compressed; as it is where the configuration says so.
    public func processOutgoingFrame(_ frame: Frame) -> Frame {
        let isFirst = !isDeflating && !isPassing
        if isFirst {
            let isCompressed = configuration.compresses(frame)
            isDeflating = isCompressed
            isPassing = !isCompressed
        }
        let isCompressed = isDeflating
        if frame.fin {
            isDeflating = false
            isPassing = false
        }
        guard isCompressed else { return frame }
        var frame = frame
        deflate(&frame)
        frame.rsv1 = isFirst
        return frame
    }

    private func deflate(_ frame: inout Frame) {
        let deflater =
            self.deflater
            ?? Deflater(
                configuration.settings, windowBits: agreed.clientMaxWindowBits,
                keepsContext: !agreed.clientNoContextTakeover)
        self.deflater = deflater
        output.removeAll()
        unsafe deflater.deflate(frame.data.span.bytes, isLast: frame.fin, into: &output)
        let bytes = output.bytes
        frame.data = unsafe Array(UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
    }

    // MARK: - Receiving

    /// Inflates a message, or a part of one (section 7.2.2).
    ///
    /// - Parameters:
    ///   - frame: compressed or not.
    ///   - limit: on the message as it is inflated, all of its parts together; checked while inflating.
    /// - Returns: the frame as it was meant.
    /// - Throws: `messageTooBig`; `protocolViolation` for data that cannot be inflated.
    public func processIncomingFrame(_ frame: Frame, limit: Int) throws -> Frame {
        if !isInflating {
            guard frame.rsv1 else { return frame }
            isInflating = true
            inflated = 0
        } else if frame.rsv1 {
            // Only the first frame of a message has the bit (section 6.1); whoever gets the frame sees it.
            return frame
        }
        var frame = frame
        frame.data = try inflate(frame, limit: min(limit, configuration.maxInflatedSize ?? limit))
        frame.rsv1 = false
        if frame.fin { isInflating = false }
        return frame
    }

    private func inflate(_ frame: Frame, limit: Int) throws(WebSocketError) -> [UInt8] {
        let inflater =
            self.inflater
            ?? Inflater(windowBits: agreed.serverMaxWindowBits, keepsContext: !agreed.serverNoContextTakeover)
        self.inflater = inflater
        var block = [UInt8](repeating: 0, count: min(64 << 10, max(256, 4 * frame.data.count)))
        var result: [UInt8] = []
        var cursor = 0
        while true {
            // One byte beyond the limit is enough to know.
            let room = limit - inflated
            let most = room < block.count ? room + 1 : block.count
            let step: Inflater.Step
            do throws(InflateFault) {
                var span = block.mutableSpan
                var bytes = unsafe span.mutableBytes
                var part = bytes._mutatingExtracting(first: most)
                step = try unsafe inflater.inflate(
                    frame.data.span.bytes, at: &cursor, isLast: frame.fin, into: &part)
            } catch {
                throw WebSocketError(ProtocolViolation.undecodableData(reason: error.reason))
            }
            inflated += step.count
            guard inflated <= limit else { throw .messageTooBig(bytes: inflated, limit: limit) }
            result.append(contentsOf: block.prefix(step.count))
            if step.isDone { return result }
        }
    }
}
