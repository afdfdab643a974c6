/// Brings a task of another thread to the loop for as long as it waits there, and lets it return.
///
/// The task itself changes threads, by the runtime: were its continuation handed over instead, it could be resumed before
/// it waits, of which the thread sanitizer learns nothing.
actor LoopDoor {
    private let executor: LoopSerialExecutor

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    init(_ loop: ClientLoop) { executor = LoopSerialExecutor(loop) }

    func wait<Value: Sendable>(_ waiter: Waiter<Value>, _ start: @Sendable (Waiter<Value>) -> Void) async -> Value {
        await unsafe withUnsafeContinuation { continuation in
            unsafe waiter.begin(continuation)
            start(waiter)
        }
    }
}
