import CLinuxShims
import Glibc

/// A thread of the system with a name, a body and a core of its choice. Not a task: an event loop blocks.
package final class WorkerThread: Sendable {
    private let thread: pthread_t

    private final class Body {
        let name: String
        let core: Int?
        let run: @Sendable () -> Void

        init(name: String, core: Int?, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.core = core
            self.run = run
        }
    }

    /// Starts a thread.
    /// - Parameters:
    ///   - name: at most 15 bytes, shown by debuggers and `top -H`.
    ///   - core: the core to stay on; nil: wherever the kernel puts it.
    ///   - run: the body.
    /// - Throws: what `pthread_create` said.
    package init(name: String, core: Int? = nil, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
        thread = try WorkerThread.start(Body(name: name, core: core, run: run))
    }

    /// Waits for the thread's end. Once.
    package func join() { pthread_join(thread, nil) }

    /// Starts a thread that nobody waits for.
    static func startDetached(name: String, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
        pthread_detach(try start(Body(name: name, core: nil, run: run)))
    }

    private static func start(_ body: Body) throws(SystemError) -> pthread_t {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(body)
        let status = unsafe pthread_create(
            &thread, nil,
            { context in
                let body = unsafe Unmanaged<Body>.fromOpaque(context!).takeRetainedValue()
                unsafe squall_name_thread(body.name)
                if let core = body.core { _ = squall_pin_thread(Int32(core)) }
                body.run()
                return nil
            }, context.toOpaque())
        guard status == 0 else {
            unsafe context.release()
            throw SystemError(code: status, call: "pthread_create")
        }
        return thread
    }

    /// The cores that this process may use, by number.
    package static func allowedCores() -> [Int] {
        var cores = [Int32](repeating: 0, count: 1024)
        let count = unsafe squall_allowed_cores(&cores, Int32(cores.count))
        return cores.prefix(Int(count)).map(Int.init)
    }
}
