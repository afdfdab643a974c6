/// The face of a client's loop for actors.
final class LoopSerialExecutor: SerialExecutor {
    private let loop: ClientLoop

    init(_ loop: ClientLoop) { self.loop = loop }

    func enqueue(_ job: consuming ExecutorJob) {
        unsafe loop.add(.actor(UnownedJob(job), asUnownedSerialExecutor()))
    }

    func checkIsolated() { precondition(loop.isCurrent, "not on the thread of the session") }
}
