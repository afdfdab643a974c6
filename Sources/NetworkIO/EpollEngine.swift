import CLinuxShims
import Glibc

/// The stream engine on epoll: edge-triggered, one `recv` per event into a buffer that all streams share.
///
/// Edges and not levels, because a level costs the kernel a second look at each ready socket, and because interest in
/// writing then never has to be switched on and off. In return a stream is read again, later in its turn, whenever the
/// buffer was filled to the brim or the end of the stream may hide behind the bytes.
@safe package struct EpollEngine: StreamEngine, ~Copyable {
    /// Bytes that one read takes at the most.
    static let receiveCapacity = 256 * 1024
    private static let eventCapacity = 512
    private static let wakerToken = StreamID(slot: .max, generation: 0).token
    private static let listenerToken = StreamID(slot: .max - 1, generation: 0).token
    /// Connections taken from a listener before other streams get their turn.
    private static let acceptShare = 64

    private let epoll: Int32
    package let waker: Waker
    private var listener: Int32 = -1
    private var listenerOptions = SocketOptions()
    private var listenerPath: String?
    var streams = Slab<EpollStream>()
    /// Of the streams with TLS.
    var secured = Slab<TLSConnection>()
    /// What ended the streams of which `tlsFailed` was said latest.
    package internal(set) var tlsFailure: TLSFailure?
    package internal(set) var tlsOverhead = TLSOverhead()
    /// One per slot; changes whenever the slot changes hands.
    private var generations: [UInt32] = []
    private let events: UnsafeMutableBufferPointer<epoll_event>
    private var ready = 0
    private var cursor = 0
    private var acceptsLeft = EpollEngine.acceptShare
    /// Streams to read again in the turn after this one, and those of this one.
    var again: [StreamID] = []
    private var againNow: [StreamID] = []
    let buffer: UnsafeMutableRawBufferPointer

    package let received: UnsafeMutableRawPointer

    /// - Throws: what the kernel refused, as a rule for want of open files.
    package init() throws(SystemError) {
        let epoll = SystemCalls.epollCreate()
        guard epoll >= 0 else { throw SystemError(code: Int32(-epoll), call: "epoll_create1") }
        let event = SystemCalls.eventDescriptor()
        guard event >= 0 else {
            SystemCalls.close(Int32(epoll))
            throw SystemError(code: Int32(-event), call: "eventfd")
        }
        self.epoll = Int32(epoll)
        waker = Waker(eventDescriptor: Int32(event))
        unsafe events = .allocate(capacity: EpollEngine.eventCapacity)
        unsafe received = .allocate(byteCount: EpollEngine.receiveCapacity, alignment: 4096)
        unsafe buffer = UnsafeMutableRawBufferPointer(start: received, count: EpollEngine.receiveCapacity)
        _ = SystemCalls.epollControl(
            self.epoll, EPOLL_CTL_ADD, waker.eventDescriptor, events: EPOLLIN.rawValue | EPOLLET.rawValue,
            token: EpollEngine.wakerToken)
    }

    deinit {
        for slot in 0..<UInt32(generations.count) where EpollEngine.isAlive(generations[Int(slot)]) {
            SystemCalls.close(streams[slot].descriptor)
        }
        if listener >= 0 {
            SystemCalls.close(listener)
            forgetListenerPath()
        }
        SystemCalls.close(epoll)
        unsafe events.deallocate()
        unsafe buffer.deallocate()
    }

    // MARK: - Streams come and go

    package mutating func connect(
        to address: SocketAddress, from source: SocketAddress?, options: SocketOptions, tag: UInt32
    ) throws(SystemError) -> StreamID {
        let descriptor = try openSocket(family: address.family)
        options.applyBeforeHandshake(descriptor)
        options.applyToConnection(descriptor)
        options.applyLocalPorts(descriptor)
        if let source {
            // The port is chosen at the connect, per destination; else binding would use up one port per address.
            _ = SystemCalls.setOption(
                descriptor, level: Int32(IPPROTO_IP), name: IP_BIND_ADDRESS_NO_PORT, value: 1)
            try check(SystemCalls.bind(descriptor, source), "bind", closing: descriptor)
        }
        let result = SystemCalls.connect(descriptor, address)
        if result < 0, result != -Int(EINPROGRESS) { try check(result, "connect", closing: descriptor) }
        return try add(descriptor, isConnecting: true, tag: tag, options: options)
    }

    package mutating func listen(on address: SocketAddress, options: SocketOptions) throws(SystemError) -> SocketAddress
    {
        let descriptor = try openSocket(family: address.family)
        _ = SystemCalls.setOption(descriptor, level: SOL_SOCKET, name: SO_REUSEADDR, value: 1)
        if options.sharesPort {
            _ = SystemCalls.setOption(descriptor, level: SOL_SOCKET, name: SO_REUSEPORT, value: 1)
        }
        options.applyBeforeHandshake(descriptor)
        var bound = SystemCalls.bind(descriptor, address)
        if bound == -Int(EADDRINUSE), address.removeAbandonedName() { bound = SystemCalls.bind(descriptor, address) }
        try check(bound, "bind", closing: descriptor)
        try check(SystemCalls.listen(descriptor, backlog: 65_535), "listen", closing: descriptor)
        let watch = SystemCalls.epollControl(
            epoll, EPOLL_CTL_ADD, descriptor, events: EPOLLIN.rawValue, token: EpollEngine.listenerToken)
        try check(watch, "epoll_ctl", closing: descriptor)
        listener = descriptor
        listenerOptions = options
        if let path = address.path { listenerPath = path }
        return address.path == nil ? SystemCalls.localAddress(descriptor) ?? address : address
    }

    package mutating func stopListening() {
        guard listener >= 0 else { return }
        SystemCalls.close(listener)
        listener = -1
        forgetListenerPath()
    }

    /// The name of a Unix-domain socket stays behind its listener, and would keep the next one from it.
    private func forgetListenerPath() {
        if let listenerPath { SystemCalls.unlink(listenerPath) }
    }

    package mutating func resumeListening() {
        guard listener >= 0 else { return }
        watchListener(EPOLLIN.rawValue)
    }

    private func watchListener(_ interest: UInt32) {
        _ = SystemCalls.epollControl(
            epoll, EPOLL_CTL_MOD, listener, events: interest, token: EpollEngine.listenerToken)
    }

    private func openSocket(family: Int32) throws(SystemError) -> Int32 {
        let descriptor = SystemCalls.streamSocket(family: family)
        guard descriptor >= 0 else { throw SystemError(code: Int32(-descriptor), call: "socket") }
        return Int32(descriptor)
    }

    private func check(_ result: Int, _ call: String, closing descriptor: Int32) throws(SystemError) {
        guard result < 0 else { return }
        SystemCalls.close(descriptor)
        throw SystemError(code: Int32(-result), call: call)
    }

    private mutating func add(_ descriptor: Int32, isConnecting: Bool, tag: UInt32, options: SocketOptions)
        throws(SystemError) -> StreamID
    {
        let slot = streams.insert(
            EpollStream(
                descriptor: descriptor, tag: tag, lowWaterMark: options.lowWaterMark, isConnecting: isConnecting))
        if Int(slot) == generations.count { generations.append(0) }
        generations[Int(slot)] &+= 1
        let stream = StreamID(slot: slot, generation: generations[Int(slot)])
        let interest = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
        let watch = SystemCalls.epollControl(epoll, EPOLL_CTL_ADD, descriptor, events: interest, token: stream.token)
        if watch < 0 {
            close(stream, reset: false)
            throw SystemError(code: Int32(-watch), call: "epoll_ctl")
        }
        return stream
    }

    package mutating func close(_ stream: StreamID, reset: Bool) {
        guard isCurrent(stream) else { return }
        generations[Int(stream.slot)] &+= 1
        let descriptor = streams[stream.slot].descriptor
        if streams[stream.slot].tls != EpollStream.plain { endTLS(stream.slot, inOrder: !reset) }
        streams.remove(stream.slot)
        if reset { SystemCalls.lingerZero(descriptor) }
        SystemCalls.close(descriptor)
    }

    package mutating func setTag(_ tag: UInt32, of stream: StreamID) {
        guard isCurrent(stream) else { return }
        streams[stream.slot].tag = tag
    }

    private static func isAlive(_ generation: UInt32) -> Bool { generation & 1 == 1 }

    func isCurrent(_ stream: StreamID) -> Bool {
        Int(stream.slot) < generations.count && generations[Int(stream.slot)] == stream.generation
    }

    // MARK: - Sending

    package mutating func send(_ bytes: RawSpan, on stream: StreamID) -> SendOutcome {
        guard isCurrent(stream) else { return .failed(code: EBADF) }
        return unsafe bytes.withUnsafeBytes { unsafe send($0, slot: stream.slot) }
    }

    private mutating func send(_ bytes: UnsafeRawBufferPointer, slot: UInt32) -> SendOutcome {
        var taken = 0
        if streams[slot].pending.count == 0 {
            taken =
                streams[slot].tls == EpollStream.plain
                ? unsafe SystemCalls.send(streams[slot].descriptor, bytes) : unsafe sendSecured(bytes, slot)
            if taken == bytes.count { return .sent }
            if taken < 0 {
                guard taken == -Int(EAGAIN) else {
                    noteBroken(slot, code: Int32(-taken))
                    return .failed(code: Int32(-taken))
                }
                taken = 0
            }
        }
        unsafe streams[slot].pending.append(UnsafeRawBufferPointer(rebasing: bytes.dropFirst(taken)))
        streams[slot].isBlocked = true
        return .queued(waiting: streams[slot].pending.count)
    }

    mutating func noteBroken(_ slot: UInt32, code: Int32) {
        if streams[slot].brokenCode == 0 { streams[slot].brokenCode = code }
    }

    package mutating func waitingBytes(of stream: StreamID) -> Int {
        isCurrent(stream) ? streams[stream.slot].pending.count : 0
    }

    package mutating func finishSending(on stream: StreamID) {
        guard isCurrent(stream) else { return }
        if streams[stream.slot].pending.count > 0 {
            streams[stream.slot].finishesWhenDrained = true
        } else {
            endSending(stream.slot)
        }
    }

    private mutating func endSending(_ slot: UInt32) {
        if streams[slot].tls != EpollStream.plain, !finishSecured(slot) {
            streams[slot].finishesWhenDrained = true
        } else {
            streams[slot].finishesWhenDrained = false
            SystemCalls.shutdownWrites(streams[slot].descriptor)
        }
    }

    package mutating func setReading(_ on: Bool, of stream: StreamID) {
        guard isCurrent(stream), streams[stream.slot].isReading != on else { return }
        streams[stream.slot].isReading = on
        if on, streams[stream.slot].missedEdge {
            streams[stream.slot].missedEdge = false
            again.append(stream)
        }
    }

    // MARK: - Events

    package mutating func wait(until deadline: Nanoseconds?) {
        swap(&again, &againNow)
        again.removeAll(keepingCapacity: true)
        var timeout: Nanoseconds?
        if !againNow.isEmpty {
            timeout = 0
        } else if let deadline {
            timeout = max(0, deadline - MonotonicClock.now())
        }
        let count = unsafe SystemCalls.epollWait(epoll, events, timeout: timeout)
        ready = max(0, count)
        cursor = 0
        acceptsLeft = EpollEngine.acceptShare
    }

    package mutating func next() -> StreamEvent? {
        while cursor < ready {
            let (flags, token) = unsafe (events[cursor].events, events[cursor].data.u64)
            if token == EpollEngine.wakerToken {
                // Never read: each write is an edge of its own, and a read could swallow one that came meanwhile.
                cursor += 1
            } else if token == EpollEngine.listenerToken {
                if let event = acceptNext() { return event }
                cursor += 1
            } else if let found = handle(StreamID(token: token), flags: flags) {
                return found
            }
        }
        while let stream = againNow.popLast() {
            if isCurrent(stream), let event = read(stream, mayHideEnd: true) { return event }
        }
        return nil
    }

    package mutating func upcomingTag() -> UInt32? {
        guard cursor < ready else { return nil }
        let stream = unsafe StreamID(token: events[cursor].data.u64)
        if cursor + 1 < ready {
            streams.prefetch(unsafe StreamID(token: events[cursor + 1].data.u64).slot)
        }
        return isCurrent(stream) ? streams[stream.slot].tag : nil
    }

    private mutating func acceptNext() -> StreamEvent? {
        guard acceptsLeft > 0, listener >= 0 else { return nil }
        acceptsLeft -= 1
        let descriptor = SystemCalls.accept(listener)
        if descriptor == -Int(EAGAIN) { return nil }
        guard descriptor >= 0 else { return acceptFailed(code: Int32(-descriptor)) }
        listenerOptions.applyToConnection(Int32(descriptor))
        do throws(SystemError) {
            return .accepted(try add(Int32(descriptor), isConnecting: false, tag: 0, options: listenerOptions))
        } catch {
            return acceptFailed(code: error.code)
        }
    }

    private mutating func acceptFailed(code: Int32) -> StreamEvent {
        watchListener(0)
        acceptsLeft = 0
        return .acceptFailed(code: code)
    }

    /// Handles one part of what epoll said of a stream and strikes it off; moves on when nothing is left.
    private mutating func handle(_ stream: StreamID, flags: UInt32) -> StreamEvent? {
        guard isCurrent(stream) else {
            cursor += 1
            return nil
        }
        if flags & EPOLLOUT.rawValue != 0 || streams[stream.slot].isConnecting {
            unsafe events[cursor].events = flags & ~EPOLLOUT.rawValue
            if streams[stream.slot].isConnecting { return finishConnect(stream, flags: flags) }
            if streams[stream.slot].tls != EpollStream.plain, let event = resumeSecured(stream) { return event }
            return drain(stream)
        }
        cursor += 1
        let endings = EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
        guard flags & (EPOLLIN.rawValue | endings) != 0 else { return nil }
        return read(stream, mayHideEnd: flags & endings != 0)
    }

    private mutating func finishConnect(_ stream: StreamID, flags: UInt32) -> StreamEvent? {
        let tag = streams[stream.slot].tag
        if flags & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 {
            cursor += 1
            let code = SystemCalls.pendingError(streams[stream.slot].descriptor)
            return .failed(tag: tag, code: code == 0 ? ECONNRESET : code)
        }
        guard flags & EPOLLOUT.rawValue != 0 else {
            cursor += 1
            return nil
        }
        streams[stream.slot].isConnecting = false
        return .connected(tag: tag)
    }

    private mutating func drain(_ stream: StreamID) -> StreamEvent? {
        let slot = stream.slot
        guard streams[slot].pending.count > 0 else {
            if streams[slot].finishesWhenDrained { endSending(slot) }
            return nil
        }
        let taken = streams[slot].tls == EpollStream.plain ? drainPlain(slot) : drainSecured(slot)
        if taken == -Int(EPIPE) || taken == -Int(ECONNRESET) {
            // What the peer said before, its close frame perhaps, may still be unread.
            noteBroken(slot, code: Int32(-taken))
            streams[slot].pending.removeAll()
            setReading(true, of: stream)
            return nil
        }
        if taken < 0, taken != -Int(EAGAIN) {
            return .failed(tag: streams[slot].tag, code: Int32(-taken))
        }
        if streams[slot].pending.count == 0, streams[slot].finishesWhenDrained {
            endSending(slot)
        }
        guard streams[slot].isBlocked, streams[slot].pending.count <= streams[slot].lowWaterMark else { return nil }
        streams[slot].isBlocked = false
        return .drained(tag: streams[slot].tag)
    }

    private mutating func drainPlain(_ slot: UInt32) -> Int {
        let descriptor = streams[slot].descriptor
        return unsafe streams[slot].pending.drain { unsafe SystemCalls.send(descriptor, $0) }
    }

    private mutating func read(_ stream: StreamID, mayHideEnd: Bool) -> StreamEvent? {
        let slot = stream.slot
        guard !streams[slot].hasEnded else { return nil }
        guard streams[slot].isReading else {
            streams[slot].missedEdge = true
            return nil
        }
        if streams[slot].tls != EpollStream.plain { return readSecured(stream, mayHideEnd: mayHideEnd) }
        let count = unsafe SystemCalls.receive(streams[slot].descriptor, buffer)
        if count > 0 {
            if count == EpollEngine.receiveCapacity || mayHideEnd { again.append(stream) }
            return .received(tag: streams[slot].tag, count: count, at: MonotonicClock.now())
        }
        if count == -Int(EAGAIN) { return nil }
        streams[slot].hasEnded = true
        if count == 0, streams[slot].brokenCode == ECONNRESET {
            return .failed(tag: streams[slot].tag, code: ECONNRESET)
        }
        if count == 0 { return .ended(tag: streams[slot].tag) }
        return .failed(tag: streams[slot].tag, code: Int32(-count))
    }
}
