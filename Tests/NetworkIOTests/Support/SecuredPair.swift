import Testing

@testable import NetworkIO

/// A client and a server with TLS between them, within one loop on loopback.
struct SecuredPair: ~Copyable {
    static let clientTag: UInt32 = 1
    static let serverTag: UInt32 = 2

    var loop: EventLoop
    private(set) var client = StreamID(slot: 0, generation: 0)
    private(set) var server = StreamID(slot: 0, generation: 0)
    private(set) var clientFailure: TLSFailure?
    private(set) var serverFailure: TLSFailure?
    /// What each has received, and how its peer's side ended.
    private(set) var received: [UInt32: [UInt8]] = [:]
    private(set) var ended: Set<UInt32> = []
    private(set) var failed: [UInt32: Int32] = [:]
    private var secured: Set<UInt32> = []
    private let address: SocketAddress

    init() throws {
        var loop = try EventLoop()
        address = try loop.streams.listen(on: SocketAddress(literal: "127.0.0.1", port: 0)!, options: .init())
        self.loop = loop
    }

    /// Connects, and comes back when both have done with the handshake. A server
    /// without TLS refuses what it does not understand.
    mutating func connect(_ clientSide: TLSClient?, _ serverSide: TLSContext?) throws {
        (clientFailure, serverFailure, secured, received, ended, failed) = (nil, nil, [], [:], [], [:])
        client = try loop.streams.connect(to: address, from: nil, options: .init(), tag: SecuredPair.clientTag)
        var (isConnected, isAccepted) = (clientSide == nil, serverSide == nil)
        try run { pair in
            isConnected && isAccepted && (clientSide == nil || pair.hasDone(SecuredPair.clientTag))
                && (serverSide == nil || pair.hasDone(SecuredPair.serverTag))
        } each: { pair, event in
            switch event {
            case .connected:
                isConnected = true
                if let clientSide { try pair.loop.streams.startTLS(clientSide, on: pair.client) }
            case .accepted(let stream):
                isAccepted = true
                pair.server = stream
                pair.loop.streams.setTag(SecuredPair.serverTag, of: stream)
                if let serverSide { try pair.loop.streams.startTLS(server: serverSide, on: stream) }
            case .received(SecuredPair.serverTag, _, _) where serverSide == nil:
                let answer = Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)
                pair.send(answer, on: pair.server)
            default: break
            }
        }
    }

    /// What the client's handshake has agreed on.
    var facts: TLSFacts? { mutating get { loop.streams.tlsFacts(of: client) } }

    mutating func isTruncated(_ stream: StreamID) -> Bool { loop.streams.isTruncated(stream) }

    @discardableResult
    mutating func send(_ bytes: [UInt8], on stream: StreamID) -> SendOutcome {
        unsafe loop.streams.send(bytes.span.bytes, on: stream)
    }

    private func hasDone(_ tag: UInt32) -> Bool {
        secured.contains(tag) || (tag == SecuredPair.clientTag ? clientFailure : serverFailure) != nil
            || ended.contains(tag) || failed[tag] != nil
    }

    /// Runs the loop until something is so; fails the test when it is not within ten seconds.
    mutating func run(
        until done: (borrowing SecuredPair) -> Bool, each: (inout SecuredPair, StreamEvent) throws -> Void = { _, _ in }
    ) throws {
        var limit = loop.timers.schedule(at: MonotonicClock.now() + 10_000_000_000, token: .max)
        defer { loop.timers.cancel(&limit) }
        while !done(self) {
            loop.wait()
            while let event = loop.next() {
                guard case .stream(let event) = event else {
                    Issue.record("nothing more came within ten seconds")
                    return
                }
                note(event)
                try each(&self, event)
            }
        }
    }

    private mutating func note(_ event: StreamEvent) {
        switch event {
        case .secured(let tag): secured.insert(tag)
        case .tlsFailed(SecuredPair.clientTag): clientFailure = loop.streams.tlsFailure
        case .tlsFailed: serverFailure = loop.streams.tlsFailure
        case .received(let tag, let count, _):
            unsafe received[tag, default: []] += UnsafeRawBufferPointer(start: loop.streams.received, count: count)
        case .ended(let tag): ended.insert(tag)
        case .failed(let tag, let code): failed[tag] = code
        default: break
        }
    }
}
