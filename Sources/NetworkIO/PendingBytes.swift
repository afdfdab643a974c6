/// Bytes that the kernel would not take yet, in order. Holds no storage while it is empty.
@safe struct PendingBytes: ~Copyable {
    private var base: UnsafeMutableRawPointer?
    private var capacity = 0
    private var start = 0
    private(set) var count = 0

    init() {}

    deinit { unsafe base?.deallocate() }

    mutating func append(_ bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress, bytes.count > 0 else { return }
        if start + count + bytes.count > capacity { makeRoom(for: bytes.count) }
        unsafe (base! + start + count).copyMemory(from: source, byteCount: bytes.count)
        count += bytes.count
    }

    /// Offers all that waits to `write`, which says how many bytes it took.
    mutating func drain(_ write: (UnsafeRawBufferPointer) -> Int) -> Int {
        guard count > 0 else { return 0 }
        let taken = unsafe write(UnsafeRawBufferPointer(start: base! + start, count: count))
        guard taken > 0 else { return taken }
        start += taken
        count -= taken
        if count == 0 { release() }
        return taken
    }

    mutating func removeAll() { release() }

    private mutating func release() {
        unsafe base?.deallocate()
        unsafe base = nil
        capacity = 0
        start = 0
        count = 0
    }

    private mutating func makeRoom(for more: Int) {
        let needed = count + more
        if needed <= capacity / 2 {
            unsafe base!.copyMemory(from: base! + start, byteCount: count)
            start = 0
            return
        }
        let larger = max(needed + needed / 2, 4096)
        let storage = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        if let base = unsafe base {
            unsafe storage.copyMemory(from: base + start, byteCount: count)
            unsafe base.deallocate()
        }
        unsafe base = storage
        capacity = larger
        start = 0
    }
}
