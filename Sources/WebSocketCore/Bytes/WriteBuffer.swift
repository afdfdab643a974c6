/// Bytes on their way out: grows as needed and is reused, so that appending allocates only until it has grown.
///
/// Bytes are appended at the end and removed from the front as they are sent.
@safe @usableFromInline @frozen
package struct WriteBuffer: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var start = 0
    @usableFromInline var end = 0
    /// How many bytes fit before the storage grows.
    package private(set) var capacity: Int

    /// - Parameter capacity: bytes that fit before the first growth; default 4 KiB.
    package init(capacity: Int = 4096) {
        self.capacity = max(capacity, 64)
        unsafe base = .allocate(byteCount: self.capacity, alignment: 16)
    }

    deinit {
        unsafe base.deallocate()
    }

    /// Bytes that wait to be sent.
    @inlinable package var count: Int { end - start }
    @inlinable package var isEmpty: Bool { end == start }

    /// Lends the waiting bytes; the span must not outlive the call.
    @inlinable
    package borrowing func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(unsafe RawSpan(_unsafeStart: base + start, byteCount: count))
    }

    /// Lends the waiting bytes to a system call; the pointer must not outlive the call.
    @inlinable
    package borrowing func withUnsafeBytes<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: base + start, count: count))
    }

    /// Appends a copy of `bytes`.
    package mutating func append(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { unsafe append($0) }
    }

    /// Appends a copy of `bytes`.
    package mutating func append(_ bytes: [UInt8]) {
        unsafe bytes.withUnsafeBytes { unsafe append($0) }
    }

    /// Appends `text` as UTF-8.
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends one byte.
    package mutating func append(_ byte: UInt8) {
        unsafe extend(by: 1).storeBytes(of: byte, as: UInt8.self)
    }

    /// Drops bytes that have been sent.
    ///
    /// - Parameter count: in bytes, at most all that wait.
    package mutating func removeFirst(_ count: Int) {
        precondition(count >= 0 && count <= self.count)
        start += count
        if start == end {
            start = 0
            end = 0
        }
    }

    /// Drops all bytes.
    ///
    /// - Parameter keepingCapacity: false gives the memory back but for 64 bytes; default true.
    package mutating func removeAll(keepingCapacity: Bool = true) {
        start = 0
        end = 0
        if !keepingCapacity { reallocate(64) }
    }

    private mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        unsafe extend(by: bytes.count).copyMemory(from: source, byteCount: bytes.count)
    }

    /// Makes room for `count` bytes at the end and counts them in; the caller must write all of them.
    @inline(__always)
    mutating func extend(by count: Int) -> UnsafeMutableRawPointer {
        if capacity - end < count { makeRoom(count) }
        let place = unsafe base + end
        end += count
        return unsafe place
    }

    @inline(never)
    private mutating func makeRoom(_ count: Int) {
        let needed = self.count + count
        // Moving what waits to the front is cheap only while it is the smaller part.
        if needed <= capacity, self.count <= capacity / 2 {
            unsafe base.copyMemory(from: base + start, byteCount: self.count)
            end -= start
            start = 0
        } else {
            reallocate(max(capacity * 2, needed))
        }
    }

    private mutating func reallocate(_ newCapacity: Int) {
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: newCapacity, alignment: 16)
        unsafe fresh.copyMemory(from: base + start, byteCount: count)
        unsafe base.deallocate()
        unsafe base = fresh
        end -= start
        start = 0
        capacity = newCapacity
    }
}
