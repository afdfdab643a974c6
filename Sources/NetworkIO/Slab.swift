import CLinuxShims

/// Begins to fetch memory into the processor's caches.
///
/// - Parameters:
///   - address: need not be valid: nothing is read.
///   - count: in bytes.
@usableFromInline
package func prefetchMemory(at address: UnsafeRawPointer, count: Int) {
    var offset = 0
    while offset < count {
        unsafe squall_prefetch(address + offset)
        offset += 64
    }
}

/// Elements found by a small number for as long as they live, in chunks that never move.
///
/// A slot that was freed is used again, the latest first, so that a run which keeps N elements alive touches N slots.
/// Memory grows by a chunk at a time and stays. Not safe across threads; each worker has its own.
@safe @usableFromInline @frozen package struct Slab<Element: ~Copyable>: ~Copyable {
    @inlinable static var chunkShift: Int { 8 }
    @inlinable static var chunkSize: Int { 256 }

    @usableFromInline var chunks: UnsafeMutablePointer<UnsafeMutablePointer<Element>>
    @usableFromInline var chunkCount = 0
    @usableFromInline var chunkCapacity = 64
    @usableFromInline var free: [UInt32] = []
    @usableFromInline var used: UInt32 = 0

    /// Elements that are alive.
    package internal(set) var count = 0

    /// Empty; the first chunk of elements is allocated by the first `insert`.
    package init() {
        unsafe chunks = .allocate(capacity: chunkCapacity)
    }

    deinit {
        var dead = Set(free)
        for slot in 0..<used where dead.remove(slot) == nil {
            unsafe (chunks[Int(slot) >> Slab.chunkShift] + (Int(slot) & (Slab.chunkSize - 1))).deinitialize(count: 1)
        }
        for index in 0..<chunkCount { unsafe chunks[index].deallocate() }
        unsafe chunks.deallocate()
    }

    @inlinable @inline(__always)
    func address(_ slot: UInt32) -> UnsafeMutablePointer<Element> {
        unsafe chunks[Int(slot) >> Slab.chunkShift] + (Int(slot) & (Slab.chunkSize - 1))
    }

    /// The element in a slot that is alive. Which slots are alive is the owner's knowledge: it is not checked.
    @inlinable
    package subscript(_ slot: UInt32) -> Element {
        // Addressors and not coroutines, which would copy the whole element to read one field of it.
        @inline(__always) unsafeAddress {
            assert(Int(slot) >> Slab.chunkShift < chunkCount)
            return unsafe UnsafePointer(address(slot))
        }
        @inline(__always) unsafeMutableAddress {
            assert(Int(slot) >> Slab.chunkShift < chunkCount)
            return unsafe address(slot)
        }
    }

    /// Begins to fetch an element's first lines into the processor's caches, for one that is needed soon.
    ///
    /// - Parameter slot: may be anything: one that is not there is left alone.
    @inlinable
    package mutating func prefetch(_ slot: UInt32) {
        guard Int(slot) >> Slab.chunkShift < chunkCount else { return }
        unsafe prefetchMemory(at: address(slot), count: min(MemoryLayout<Element>.size, 192))
    }

    /// Gives the element a slot.
    package mutating func insert(_ element: consuming Element) -> UInt32 {
        count += 1
        if let slot = free.popLast() {
            unsafe address(slot).initialize(to: element)
            return slot
        }
        let slot = used
        if Int(slot) >> Slab.chunkShift == chunkCount { addChunk() }
        used += 1
        unsafe address(slot).initialize(to: element)
        return slot
    }

    /// Takes the element out and frees its slot.
    @discardableResult
    package mutating func remove(_ slot: UInt32) -> Element {
        count -= 1
        free.append(slot)
        return unsafe address(slot).move()
    }

    private mutating func addChunk() {
        if chunkCount == chunkCapacity {
            let larger = UnsafeMutablePointer<UnsafeMutablePointer<Element>>.allocate(capacity: chunkCapacity * 2)
            unsafe larger.moveInitialize(from: chunks, count: chunkCount)
            unsafe chunks.deallocate()
            unsafe chunks = larger
            chunkCapacity *= 2
        }
        // At the start of a line of the processor's cache, so that small elements lie in as few as they can.
        let chunk = UnsafeMutableRawPointer.allocate(
            byteCount: MemoryLayout<Element>.stride * Slab.chunkSize, alignment: 64)
        unsafe (chunks + chunkCount).initialize(to: chunk.bindMemory(to: Element.self, capacity: Slab.chunkSize))
        chunkCount += 1
    }
}
