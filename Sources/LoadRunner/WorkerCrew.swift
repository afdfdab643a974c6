import NetworkIO
import WebSocketTransport

/// The threads of a run.
struct WorkerCrew {
    let loops: [LoopHandle]
    private let threads: [WorkerThread]
    private let starts: [Handover<WorkerPlan?>]

    /// Starts the threads; each waits for its plan. Where one cannot be started, none is left.
    init(count: Int, seed: UInt64, deliveries: DeliveryBox) throws(RunFailure) {
        var loops: [LoopHandle] = []
        var threads: [WorkerThread] = []
        var starts: [Handover<WorkerPlan?>] = []
        for index in 0..<count {
            let ready = Handover<Result<LoopHandle, SystemError>>()
            let start = Handover<WorkerPlan?>()
            do throws(SystemError) {
                threads.append(
                    try WorkerThread(name: "worker-\(index)") {
                        WorkerCrew.work(seed: seed, ready: ready, start: start, deliveries)
                    })
                loops.append(try ready.take().get())
            } catch {
                for start in starts { start.give(nil) }
                for thread in threads { thread.join() }
                throw .workers("\(error)")
            }
            starts.append(start)
        }
        self.loops = loops
        self.threads = threads
        self.starts = starts
    }

    private static func work(
        seed: UInt64, ready: Handover<Result<LoopHandle, SystemError>>, start: Handover<WorkerPlan?>,
        _ deliveries: DeliveryBox
    ) {
        do throws(SystemError) {
            let table = try ChannelTable(seed: seed)
            ready.give(.success(table.loop.handle))
            guard let plan = start.take() else { return }
            var worker = LoadWorker(plan, table: table, deliveries: deliveries)
            worker.run()
        } catch {
            ready.give(.failure(error))
        }
    }

    /// Gives each thread its part of the plan.
    func begin(_ plan: WorkerPlan) {
        for (index, start) in starts.enumerated() {
            var own = plan
            own.index = index
            start.give(own)
        }
    }

    func join() {
        for thread in threads { thread.join() }
    }
}
