import CLinuxShims
import Glibc

/// A thread of the system with a name and a body. Not a task: an event loop blocks.
package final class WorkerThread: Sendable {
    private let thread: pthread_t

    private final class Body {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    /// Starts a thread.
    /// - Parameters:
    ///   - name: at most 15 bytes, shown by debuggers and `top -H`.
    ///   - run: the body.
    /// - Throws: what `pthread_create` said.
    package init(name: String, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
        thread = try WorkerThread.start(Body(name: name, run: run))
    }

    /// Waits for the thread's end. Once.
    package func join() { pthread_join(thread, nil) }

    /// Starts a thread that nobody waits for.
    ///
    /// - Parameters:
    ///   - name: at most 15 bytes, shown by debuggers and `top -H`.
    ///   - run: the body.
    /// - Throws: what `pthread_create` said.
    package static func startDetached(name: String, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
        pthread_detach(try start(Body(name: name, run: run)))
    }

    private static func start(_ body: Body) throws(SystemError) -> pthread_t {
        var thread = pthread_t()
        let context = unsafe Unmanaged.passRetained(body)
        let status = unsafe pthread_create(
            &thread, nil,
            { context in
                let body = unsafe Unmanaged<Body>.fromOpaque(context!).takeRetainedValue()
                unsafe squall_name_thread(body.name)
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
