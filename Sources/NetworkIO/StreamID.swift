/// A byte stream of an event loop: its slot and the generation of the slot's owner, so that an event of an owner who is
/// gone never reaches the next one.
package struct StreamID: Hashable, Sendable {
    /// Place in the engine's slab.
    package let slot: UInt32
    /// Number of the slot's owner, which changes with each.
    package let generation: UInt32

    init(slot: UInt32, generation: UInt32) {
        self.slot = slot
        self.generation = generation
    }

    init(token: UInt64) {
        slot = UInt32(truncatingIfNeeded: token)
        generation = UInt32(truncatingIfNeeded: token >> 32)
    }

    var token: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
}

/// What a stream engine has to say of one stream.
///
/// `tag` is the number that the stream's owner gave it.
package enum StreamEvent: Sendable {
    /// A connect came through.
    case connected(tag: UInt32)
    /// The handshake of TLS is done; `tlsFacts` tells what it has agreed on.
    case secured(tag: UInt32)
    /// TLS came to nothing, in its handshake or later, for the reason in `tlsFailure`. The stream is to be closed by its
    /// owner.
    case tlsFailed(tag: UInt32)
    /// `count` bytes stand at `received`; they stay there until the next call of `next`. `at` is the time of their
    /// arrival: today that at which they were read.
    case received(tag: UInt32, count: Int, at: Nanoseconds)
    /// The peer sends no more. What was to be sent may still go.
    case ended(tag: UInt32)
    /// The connect or the connection failed, with an `errno`. The stream is to be closed by its owner.
    case failed(tag: UInt32, code: Int32)
    /// Bytes that waited for the kernel have fallen to the low-water mark.
    case drained(tag: UInt32)
    /// A listener took a connection, which has tag 0 until its owner gives it one.
    case accepted(StreamID)
    /// A listener cannot take connections (mostly: no open files left) and rests until `resumeListening`.
    case acceptFailed(code: Int32)
}

/// What became of bytes that were to be sent.
package enum SendOutcome: Equatable, Sendable {
    /// The kernel has them.
    case sent
    /// The kernel would not take all; `waiting` bytes of this stream are kept until it does.
    case queued(waiting: Int)
    /// The connection is broken, with an `errno`. The stream is to be closed by its owner.
    case failed(code: Int32)
}
