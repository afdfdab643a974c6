import NetworkIO
import WebSocketCore
import WebSocketTransport

/// One session on its loop: the channel below, the tasks that wait above.
///
/// Confined to the loop's thread, which is what `@unchecked Sendable` stands for: other threads hold it, as part of
/// `ClientSession`, only to hand it to a job of its loop.
final class SessionCore: @unchecked Sendable {
    /// What an attempt to open the session came to.
    typealias Opening = Result<WebSocketCall, WebSocketError>

    /// Why nothing more comes.
    enum InboundEnd {
        /// A close frame came, or ours is answered.
        case closed
        case failed(WebSocketError)
    }

    let engine: LoopEngine
    let plan: SessionPlan
    /// Nil where nothing is logged, or nothing more.
    private(set) var log: SessionLog?
    /// Those of the plan, as they were changed since.
    var settings: SessionSettings
    var tag: UInt32 = 0
    /// Nil before the connect, and as soon as the channel is known to be gone.
    var channel: ChannelID?
    var extensions: ExtensionChain?
    /// What was offered to the server.
    private var offers: [ExtensionHeader] = []
    var opening: Waiter<Opening>?
    private(set) var isOpen = false

    // What comes.
    var reader: FrameReader
    /// The fragments so far of a message, in a default session.
    var joined: Frame?
    var text = TextCheck()
    var unread: [Frame] = []
    var unreadCursor = 0
    var unreadBytes = 0
    var isPaused = false
    /// A frame was dropped for want of room. Those behind it are too, so that none is missing between two.
    var dropsRest = false
    /// What came behind the frame that was too much, as it came, and how much of it has been taken since.
    var held: [UInt8] = []
    var heldCursor = 0
    /// How the connection has ended, where what is held comes first.
    var lateEnd: ChannelEnd?
    var receiver: Waiter<Reception>?
    var inboundEnd: InboundEnd?

    // What goes.
    var senders: [PendingSend] = []
    /// The message that is sent in fragments, and the task that sends it.
    var sending: (kind: Frame.Kind, holder: Int)?
    /// Of a default session's text that is sent in fragments.
    var sentText = UTF8Validator()
    var flushers: [PendingFlush] = []
    /// Bytes that were written, counted only while somebody waits for a flush.
    var written = 0
    /// The latest ping that could not be answered for want of room.
    var owedPong: [UInt8]?

    // The end.
    /// Of the close frame that was first; nil where that had no code.
    var firstClose: CloseReason?
    var hasCloseBegun = false
    /// A raw session has the server's close frame, and has not answered it.
    var isCloseOwed = false
    /// What this side knows of an end that the channel's own word does not tell.
    var failure: WebSocketError?
    private(set) var hasEnded = false
    var closers: [Waiter<Bool>] = []
    var reasonWaiters: [Waiter<CloseReason?>] = []
    var isForgetting = false

    private var abandonTimer = TimerID.none

    // Pings.
    var pingTimer = TimerID.none
    var pongTimer = TimerID.none
    var pingCount: UInt64 = 0
    var awaitedPong: [UInt8]?
    /// When bytes came last, or the reader let more of them come.
    var lastSign: Nanoseconds = 0

    init(_ plan: SessionPlan, on engine: LoopEngine, log: SessionLog? = nil) {
        self.engine = engine
        self.plan = plan
        self.log = log
        settings = plan.settings
        reader = FrameReader(limits: SessionCore.limits(plan.settings, isRaw: plan.isRaw))
    }

    /// Fragments that are handed out singly are not held, whatever they add up to.
    static func limits(_ settings: SessionSettings, isRaw: Bool) -> FrameLimits {
        FrameLimits(frame: settings.maxFrameSize, message: isRaw ? .max : settings.maxFrameSize)
    }

    // MARK: - Opening

    /// Connects; the waiter learns what came of it.
    func connect(_ waiter: Waiter<Opening>) {
        guard !engine.isClosing else { return waiter.resume(.failure(.clientClosed)) }
        opening = waiter
        do throws(WebSocketError) {
            if !plan.isRaw {
                let chain = try ExtensionChain(plan.extensions)
                offers = try chain.offers()
                extensions = chain
            }
            let connect = try plan.connect(offering: offers)
            tag = engine.add(self)
            channel = engine.connect(connect, tag: tag)
        } catch {
            waiter.resume(.failure(error))
        }
    }

    /// The one who opens the session has given up.
    func abandonOpening() {
        // Later in the turn: a connect that has failed at once has no channel any more, and has not said so yet.
        guard channel != nil else { return }
        abandonTimer = engine.table.loop.timers.schedule(
            at: engine.table.loop.now, token: SessionTimer.abandon.token(tag))
    }

    func opened(_ timing: ConnectTiming, subprotocol: String?) {
        // For the one frame that the channel sends by itself, which says that it closes.
        if let channel { engine.table.setMasking(mask(), of: channel) }
        do throws(WebSocketError) {
            let accepted = try acceptedExtensions(timing.headers)
            try extensions?.negotiate(accepted)
            if extensions?.isEmpty == true { extensions = nil }
            reader.reservedBits = plan.isRaw ? 7 : extensions?.bits.rawValue ?? 0
            reader.permitsBitsEverywhere = plan.isRaw
            isOpen = true
            schedulePing()
            let call = WebSocketCall(plan, offers, timing, accepted, subprotocol: subprotocol)
            // Who has given up has been told so, and nobody has this session.
            if opening?.isPending == true { log?.opened(call) } else { log = nil }
            opening?.resume(.success(call))
        } catch {
            log = nil
            if let channel { engine.table.closeAtOnce(channel, code: .extensionMissing) }
            channel = nil
            opening?.resume(.failure(error))
        }
        opening = nil
    }

    private func acceptedExtensions(_ headers: [HTTPHeader]) throws(WebSocketError) -> [ExtensionHeader] {
        var accepted: [ExtensionHeader] = []
        for header in headers where header.name.lowercased() == "sec-websocket-extensions" {
            do throws(HandshakeError) {
                accepted += try ExtensionHeader.parse(header.value)
            } catch {
                throw WebSocketError(error)
            }
        }
        return accepted
    }

    func connectFailed(_ failure: ConnectFailure, _ timing: ConnectTiming) {
        channel = nil
        hasEnded = true
        leave()
        var error = self.failure ?? WebSocketError(failure, host: plan.connect.host)
        if case .refused(var refusal) = error, !timing.headers.isEmpty {
            refusal.headers = timing.headers.map { WebSocketHeader(name: $0.name, value: $0.value) }
            error = .refused(refusal)
        }
        opening?.resume(.failure(error))
        opening = nil
        for waiter in closers { waiter.resume(true) }
        closers = []
    }

    // MARK: - Timers

    func timerFired(_ token: UInt64) {
        switch SessionTimer(token: token) {
        case .ping: sendDuePing()
        case .pong: missPong()
        case .abandon: abandon()
        case nil: break
        }
    }

    // MARK: - The end

    func ended(_ end: ChannelEnd) {
        channel = nil
        hasEnded = true
        leave()
        if inboundEnd == nil {
            if held.isEmpty || failure != nil {
                endIncoming(inboundEnd(end))
            } else {
                lateEnd = end
                if !hasCloseBegun { lookAhead(end) }
            }
        }
        failSenders()
        resumeReasonWaiters()
        for waiter in closers { waiter.resume(true) }
        closers = []
        logEnd()
    }

    /// What is held may never be read: its close frame counts at once, and the log is told of the end as it looks.
    private func lookAhead(_ end: ChannelEnd) {
        guard let close = heldClose else { return logEnd(as: inboundEnd(end)) }
        firstClose = close.closeReason
        log?.closeReceived(firstClose, begunBy: .server)
        logEnd(as: .closed)
    }

    /// Logs the end once, when it is known how the connection has ended, and what the server had said before.
    func logEnd() {
        guard hasEnded, let inboundEnd else { return }
        logEnd(as: inboundEnd)
    }

    private func logEnd(as end: InboundEnd) {
        switch end {
        case .closed: log?.closed(firstClose)
        case .failed(let error): log?.ended(error)
        }
        log = nil
    }

    private func leave() {
        engine.table.loop.timers.cancel(&pingTimer)
        engine.table.loop.timers.cancel(&pongTimer)
        engine.table.loop.timers.cancel(&abandonTimer)
        engine.remove(tag)
    }

    /// How a connection ended before the server's close frame came.
    func inboundEnd(_ end: ChannelEnd) -> InboundEnd {
        if let failure { return .failed(failure) }
        let cause: WebSocketAbnormalEnd.Cause
        let problem: String
        if end.closure.streamEnd == .timedOut {
            (cause, problem) = (.closeTimeout, "the server did not answer the close frame within \(plan.closeTimeout)")
        } else if let failure = end.tlsFailure {
            (cause, problem) = (.tls, failure.clientDescription)
        } else if end.errorCode != 0 {
            (cause, problem) = (
                .reset(code: end.errorCode), "the connection broke: \(SystemError.text(of: end.errorCode))"
            )
        } else if end.isTruncated {
            (cause, problem) = (.ended, "the peer ended its TLS without saying so; what came last may be missing")
        } else {
            (cause, problem) = (.ended, "the peer ended its stream without a close frame")
        }
        return .failed(abnormalEnd(cause, problem))
    }

    func abnormalEnd(_ cause: WebSocketAbnormalEnd.Cause, _ problem: String) -> WebSocketError {
        let most = FrameReader.reportedBytes
        let last = Array((lastBytes() + held[heldCursor...].suffix(most)).suffix(most))
        return .abnormalEnd(WebSocketAbnormalEnd(cause: cause, problem: problem, lastBytes: last))
    }

    /// The end of the message that is being taken, without what is held behind it.
    ///
    /// - Parameter data: of its latest frame, where that is whole; default none.
    /// - Returns: as many as an error reports, at the most.
    func lastBytes(_ data: [UInt8] = []) -> [UInt8] {
        let most = FrameReader.reportedBytes
        let came = (joined?.data ?? []).suffix(most) + data.suffix(most) + reader.cutBytes
        return Array(came.suffix(most))
    }

    /// What a call gets that comes too late.
    var endError: WebSocketError {
        if case .failed(let error) = inboundEnd ?? lateEnd.map(inboundEnd) { return error }
        return failure ?? .closed(reason: firstClose)
    }
}
