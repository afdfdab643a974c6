import Glibc

/// Streams with TLS.
extension EpollEngine {
    /// Begins TLS's handshake as the client. It ends with `secured` or `tlsFailed`.
    ///
    /// - Parameters:
    ///   - client: what is asked for.
    ///   - stream: is connected.
    /// - Throws: what OpenSSL lacks.
    package mutating func startTLS(_ client: TLSClient, on stream: StreamID) throws(TLSFailure) {
        guard isCurrent(stream) else { return }
        let connection = try TLSConnection.client(client, descriptor: streams[stream.slot].descriptor)
        let place = secured.insert(connection)
        streams[stream.slot].tls = place
        // A client speaks first. A server that is quick may have answered before we listen.
        if secured[place].handshake(&tlsOverhead) { again.append(stream) }
    }

    /// Begins TLS's handshake as the server. It ends with `secured` or `tlsFailed`.
    ///
    /// - Parameters:
    ///   - context: the server's.
    ///   - stream: was accepted.
    /// - Throws: what OpenSSL lacks.
    package mutating func startTLS(server context: TLSContext, on stream: StreamID) throws(TLSFailure) {
        guard isCurrent(stream) else { return }
        let connection = try TLSConnection.server(context, descriptor: streams[stream.slot].descriptor)
        streams[stream.slot].tls = secured.insert(connection)
    }

    /// What a stream's handshake came to; nil without TLS.
    package mutating func tlsFacts(of stream: StreamID) -> TLSFacts? {
        guard isCurrent(stream), streams[stream.slot].tls != EpollStream.plain else { return nil }
        return secured[streams[stream.slot].tls].facts
    }

    /// Whether the peer ended a stream without TLS's own end (close_notify).
    package mutating func isTruncated(_ stream: StreamID) -> Bool {
        guard isCurrent(stream), streams[stream.slot].tls != EpollStream.plain else { return false }
        return if case .truncated = secured[streams[stream.slot].tls].ending { true } else { false }
    }

    /// Goes on with what had to wait until the kernel takes bytes; the rest waits for its turn in `drain`.
    mutating func resumeSecured(_ stream: StreamID) -> StreamEvent? {
        let place = streams[stream.slot].tls
        if secured[place].isHandshaking { return goOn(stream) }
        return secured[place].readWantsWrite ? readSecured(stream, mayHideEnd: false) : nil
    }

    /// Goes on with a handshake.
    private mutating func goOn(_ stream: StreamID) -> StreamEvent? {
        let place = streams[stream.slot].tls
        if secured[place].ending == nil, !secured[place].handshake(&tlsOverhead) { return nil }
        if let event = ending(of: stream) { return event }
        secured[place].isHandshaking = false
        // What came behind the handshake has had its edge.
        again.append(stream)
        return .secured(tag: streams[stream.slot].tag)
    }

    mutating func readSecured(_ stream: StreamID, mayHideEnd: Bool) -> StreamEvent? {
        let place = streams[stream.slot].tls
        if secured[place].isHandshaking { return goOn(stream) }
        if secured[place].ending != nil { return ending(of: stream) }
        let count = unsafe secured[place].receive(buffer, mayHideEnd: mayHideEnd, &tlsOverhead)
        guard count > 0 else { return ending(of: stream) }
        if count == EpollEngine.receiveCapacity || mayHideEnd || secured[place].ending != nil { again.append(stream) }
        return .received(tag: streams[stream.slot].tag, count: count, at: MonotonicClock.now())
    }

    private mutating func ending(of stream: StreamID) -> StreamEvent? {
        let slot = stream.slot
        let (tag, place) = (streams[slot].tag, streams[slot].tls)
        guard let ending = secured[place].ending else { return nil }
        streams[slot].hasEnded = true
        switch ending {
        case .truncated where streams[slot].brokenCode == ECONNRESET: return .failed(tag: tag, code: ECONNRESET)
        case .closed, .truncated: return .ended(tag: tag)
        case .failed(.system(let code)) where !secured[place].isHandshaking: return .failed(tag: tag, code: code)
        case .failed(let failure):
            tlsFailure = failure
            return .tlsFailed(tag: tag)
        }
    }

    mutating func sendSecured(_ bytes: UnsafeRawBufferPointer, _ slot: UInt32) -> Int {
        unsafe secured[streams[slot].tls].send(bytes, &tlsOverhead)
    }

    mutating func drainSecured(_ slot: UInt32) -> Int {
        let place = streams[slot].tls
        var pending = PendingBytes()
        swap(&pending, &streams[slot].pending)
        let taken = unsafe pending.drain { unsafe secured[place].send($0, &tlsOverhead) }
        swap(&pending, &streams[slot].pending)
        return taken
    }

    /// Says that nothing more comes; false where the kernel does not take it yet.
    mutating func finishSecured(_ slot: UInt32) -> Bool { secured[streams[slot].tls].finish(&tlsOverhead) }

    /// Takes the TLS of a stream that is about to be closed away.
    mutating func endTLS(_ slot: UInt32, inOrder: Bool) {
        if inOrder, streams[slot].pending.count == 0 { _ = finishSecured(slot) }
        secured.remove(streams[slot].tls)
        streams[slot].tls = EpollStream.plain
    }
}
