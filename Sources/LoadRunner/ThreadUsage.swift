import CJemalloc
import Glibc
import NetworkIO

/// What the calling thread has used so far.
struct ThreadUsage {
    var cpu: Nanoseconds
    /// Time on the kernel's queue of those that could run.
    var starved: Nanoseconds
    /// Bytes from jemalloc; nil where it is not the allocator.
    var allocated: Int?

    static func current() -> ThreadUsage {
        ThreadUsage(cpu: MonotonicClock.threadCPU(), starved: waitedForCore(), allocated: allocatedBytes())
    }

    /// The second figure of `/proc/thread-self/schedstat`; 0 where the kernel does not count it.
    private static func waitedForCore() -> Nanoseconds {
        guard let text = ProcFile.read("/proc/thread-self/schedstat") else { return 0 }
        let figures = text.split(separator: " ")
        return figures.count > 1 ? Nanoseconds(figures[1]) ?? 0 : 0
    }

    static func allocatedBytes() -> Int? { counter("thread.allocated") }

    /// Bytes that the thread holds: allocated and not freed.
    static func heldBytes() -> Int? {
        guard let allocated = allocatedBytes(), let freed = counter("thread.deallocated") else { return nil }
        return allocated - freed
    }

    private static func counter(_ name: String) -> Int? {
        var bytes: UInt64 = 0
        var size = MemoryLayout<UInt64>.size
        return unsafe mallctl(name, &bytes, &size, nil, 0) == 0 ? Int(bytes) : nil
    }
}

extension rusage {
    static func ofThisProcess() -> rusage {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage
    }
}
