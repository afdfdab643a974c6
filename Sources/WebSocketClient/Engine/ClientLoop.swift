import Glibc
import NetworkIO

/// One event loop of a client: a thread that moves the bytes of its sessions and runs the tasks which prefer it.
///
/// The thread lives as long as this object, so that a task which still prefers the loop never waits for a thread that is
/// gone. There are two faces on the one queue, this one for tasks and `LoopSerialExecutor` for actors, because an object
/// that was both at once hung.
final class ClientLoop: TaskExecutor, Sendable {
    /// To be touched on the loop's thread alone, as it says of itself.
    let engine: LoopEngine
    private let thread: pthread_t

    private struct Started: Sendable {
        var engine: LoopEngine
        var thread: pthread_t
    }

    /// Starts the thread.
    ///
    /// - Parameter name: of the thread, at most 15 bytes.
    /// - Throws: what the loop needs and did not get.
    init(name: String) throws(SystemError) {
        let start = Handover<Result<Started, SystemError>>()
        try WorkerThread.startDetached(name: name) {
            do throws(SystemError) {
                let engine = try LoopEngine()
                start.give(.success(Started(engine: engine, thread: pthread_self())))
                engine.run()
            } catch {
                start.give(.failure(error))
            }
        }
        let started = try start.take().get()
        engine = started.engine
        thread = started.thread
    }

    deinit { engine.queue.stop() }

    /// Whether the caller is on the loop's thread.
    var isCurrent: Bool { pthread_equal(pthread_self(), thread) != 0 }

    func enqueue(_ job: consuming ExecutorJob) {
        unsafe add(.task(UnownedJob(job), asUnownedTaskExecutor()))
    }

    func add(_ job: LoopJob) {
        if isCurrent { engine.add(job) } else { engine.queue.add(job) }
    }

    /// Runs something on the loop's thread: at once where the caller is on it.
    func run(_ body: @escaping @Sendable () -> Void) {
        if isCurrent { body() } else { engine.queue.add(.work(body)) }
    }

    /// Waits for what the loop is to do or to say.
    ///
    /// - Parameters:
    ///   - cancelled: what comes of it when the task is cancelled first.
    ///   - core: what keeps the waiter, to let it go when the task is cancelled; default none.
    ///   - start: called on the loop's thread; resumes the waiter now or later.
    /// - Returns: what the waiter was resumed with.
    nonisolated(nonsending) func wait<Value: Sendable>(
        cancelled: Value, keptBy core: SessionCore? = nil, _ start: @escaping @Sendable (Waiter<Value>) -> Void
    ) async -> Value {
        let waiter = Waiter<Value>()
        return await withTaskCancellationHandler {
            await waitOn(waiter, start)
        } onCancel: {
            // Never at once, also on the loop's thread, where it might come in the middle of something.
            add(
                .work {
                    waiter.resume(cancelled)
                    core?.forgetCancelled()
                })
        }
    }

    /// Likewise, also when the task is cancelled.
    nonisolated(nonsending) func waitThrough<Value: Sendable>(
        _ start: @escaping @Sendable (Waiter<Value>) -> Void
    ) async -> Value {
        await waitOn(Waiter<Value>(), start)
    }

    private nonisolated(nonsending) func waitOn<Value: Sendable>(
        _ waiter: Waiter<Value>, _ start: @escaping @Sendable (Waiter<Value>) -> Void
    ) async -> Value {
        guard isCurrent else { return await LoopDoor(self).wait(waiter, start) }
        return await unsafe withUnsafeContinuation { continuation in
            unsafe waiter.begin(continuation)
            start(waiter)
        }
    }
}
