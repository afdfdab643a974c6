/// What waits for its turn on a client's loop.
@safe enum LoopJob: Sendable {
    case task(UnownedJob, UnownedTaskExecutor)
    case actor(UnownedJob, UnownedSerialExecutor)
    case work(@Sendable () -> Void)

    func run() {
        switch self {
        case .task(let job, let executor): unsafe job.runSynchronously(on: executor)
        case .actor(let job, let executor): unsafe job.runSynchronously(on: executor)
        case .work(let body): body()
        }
    }
}
