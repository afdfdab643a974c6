/// The seam below which bytes are moved: epoll today, io_uring by its side later.
///
/// An engine owns its streams and is used by one thread. It takes bytes to send and hands out bytes that came, so that
/// an engine which learns of readiness and one which learns of completion fit alike. It is pulled: `wait` once, then
/// `next` until nil. Nothing is called back, so its user may call anything at any time.
///
/// What the hot path asks is `mutating` even where it changes nothing: the compiler passes a noncopyable value that is
/// only read as a copy of all its bytes.
package protocol StreamEngine: ~Copyable {
    /// Starts to connect. The outcome comes as `connected` or `failed`.
    /// - Throws: what `socket`, `bind` or an immediate failure of `connect` said.
    mutating func connect(
        to address: SocketAddress, from source: SocketAddress?, options: SocketOptions, tag: UInt32
    ) throws(SystemError) -> StreamID

    /// Begins the handshake of TLS as a client, on a stream that is connected and has nothing more to say without. Its
    /// outcome comes as `secured` or `tlsFailed`. What is sent from then on is encrypted, and the stream ends with
    /// close_notify.
    /// - Throws: what OpenSSL could not set up.
    mutating func startTLS(_ client: TLSClient, on stream: StreamID) throws(TLSFailure)

    /// Likewise as a server.
    /// - Throws: what OpenSSL could not set up.
    mutating func startTLS(server context: TLSContext, on stream: StreamID) throws(TLSFailure)

    /// What the handshake of TLS has agreed on; nil for a stream without, and before it is done.
    mutating func tlsFacts(of stream: StreamID) -> TLSFacts?

    /// Whether the stream's TLS has ended without close_notify, so that what came last may be missing.
    mutating func isTruncated(_ stream: StreamID) -> Bool

    /// What ended the stream of which `tlsFailed` was said latest.
    var tlsFailure: TLSFailure? { get }

    /// Bytes that TLS has added to those of its streams, handshakes included, since the engine was made.
    var tlsOverhead: TLSOverhead { get }

    /// Listens on an address.
    /// - Returns: the address with the port that the kernel chose where it was 0.
    mutating func listen(on address: SocketAddress, options: SocketOptions) throws(SystemError) -> SocketAddress

    /// Takes no more connections.
    mutating func stopListening()

    /// Takes connections again after `acceptFailed`.
    mutating func resumeListening()

    /// Names the stream's owner in all events to come.
    mutating func setTag(_ tag: UInt32, of stream: StreamID)

    /// Sends bytes, or keeps a copy of those that the kernel does not take.
    mutating func send(_ bytes: RawSpan, on stream: StreamID) -> SendOutcome

    /// Bytes of the stream that wait for the kernel.
    mutating func waitingBytes(of stream: StreamID) -> Int

    /// Whether a send has failed. What the peer said before still comes, and then the end.
    mutating func isBroken(_ stream: StreamID) -> Bool

    /// Whether the peer's kernel has taken all that was sent.
    mutating func isAcknowledged(_ stream: StreamID) -> Bool

    /// Stops or resumes reading, which stops and resumes the peer through TCP's window.
    mutating func setReading(_ on: Bool, of stream: StreamID)

    /// Ends our direction (FIN) once all that waits is sent.
    mutating func finishSending(on stream: StreamID)

    /// Closes the stream: in order, or with RST and without what still waits. Events of it that are on their way are
    /// dropped.
    mutating func close(_ stream: StreamID, reset: Bool)

    /// Sleeps until something is there to be had by `next`, or the time has come.
    /// - Parameter deadline: on the monotonic clock; nil: no limit.
    mutating func wait(until deadline: Nanoseconds?)

    /// The next event of those that `wait` found, or nil.
    mutating func next() -> StreamEvent?

    /// The tag of the stream whose event comes next, where that is known, so that its owner can fetch its memory
    /// meanwhile. With thousands of streams hardly anything of the next one is in the processor's caches.
    mutating func upcomingTag() -> UInt32?

    /// Where the bytes of the latest `received` stand. They may be changed in place.
    var received: UnsafeMutableRawPointer { get }

    /// Ends the current or the next `wait` at once; callable from any thread through `waker`.
    var waker: Waker { get }
}
