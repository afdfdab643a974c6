/// Where deflated bytes go: grows as needed and is used again.
@safe
package struct DeflateBuffer: ~Copyable {
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int
    /// Bytes that are there.
    package internal(set) var count = 0

    /// - Parameter capacity: bytes that fit before the first growth; default 4 KiB.
    package init(capacity: Int = 4096) {
        self.capacity = max(64, capacity)
        unsafe base = .allocate(capacity: self.capacity)
    }

    deinit { unsafe base.deallocate() }

    /// The bytes, to be used until the buffer changes.
    package var bytes: DeflatedBytes { unsafe DeflatedBytes(base: UnsafeRawPointer(base), count: count) }

    /// Drops all bytes; storage beyond a mebibyte is given back.
    package mutating func removeAll() {
        count = 0
        if capacity > 1 << 20 { reallocate(4096) }
    }

    mutating func append(_ byte: UInt8) {
        makeRoom(1)
        unsafe base[count] = byte
        count += 1
    }

    /// At least so many bytes fit behind those that are there.
    mutating func makeRoom(_ room: Int) {
        if capacity - count < room { reallocate(max(capacity * 2, count + room)) }
    }

    private mutating func reallocate(_ newCapacity: Int) {
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: newCapacity)
        unsafe fresh.update(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = fresh
        capacity = newCapacity
    }
}

/// Deflated bytes in a form that can be passed on without a copy, until what holds them changes.
@safe
package struct DeflatedBytes {
    /// Where they are.
    package let base: UnsafeRawPointer
    /// How many there are.
    package let count: Int
}
