import NetworkIO
import WebSocketTransport

/// A server that sends every message back or to all, answers pings and closes properly, on any path.
package final class EchoService: Sendable {
    /// Where it listens, with the port that the kernel chose.
    package let address: SocketAddress
    private let loops: [LoopHandle]
    private let threads: [WorkerThread]
    private let ends: [Handover<EchoFigures>]

    /// Starts the service; returns when it listens.
    /// - Throws: what kept it from listening.
    package init(_ options: EchoOptions) throws(SystemError) {
        var options = options
        var loops: [LoopHandle] = []
        var threads: [WorkerThread] = []
        var ends: [Handover<EchoFigures>] = []
        do throws(SystemError) {
            for index in 0..<max(1, options.workers) {
                let start = Handover<Result<Started, SystemError>>()
                let end = Handover<EchoFigures>()
                let workerOptions = options
                threads.append(
                    try WorkerThread(name: "echo-\(index)") { EchoService.work(workerOptions, start, end) })
                ends.append(end)
                let started = try start.take().get()
                // The first one may have been given a port; the others share it.
                options.address = started.address
                loops.append(started.loop)
            }
        } catch {
            // Whoever came in the meantime is cut off by the second.
            for loop in loops + loops { loop.post(.stop) }
            for thread in threads { thread.join() }
            throw error
        }
        address = options.address
        self.loops = loops
        self.threads = threads
        self.ends = ends
    }

    private struct Started: Sendable {
        var address: SocketAddress
        var loop: LoopHandle
    }

    private static func work(
        _ options: EchoOptions, _ start: Handover<Result<Started, SystemError>>, _ end: Handover<EchoFigures>
    ) {
        do throws(SystemError) {
            var worker = try EchoWorker(options)
            start.give(.success(Started(address: worker.address, loop: worker.handle)))
            worker.run()
            end.give(worker.figures)
        } catch {
            start.give(.failure(error))
        }
    }

    /// Takes no more clients and says goodbye (1001) to those that are there; a second call cuts them off.
    package func stop() {
        for loop in loops { loop.post(.stop) }
    }

    /// Waits until all clients are gone after `stop`. Once.
    ///
    /// - Returns: what the service has seen.
    @discardableResult
    package func join() -> EchoFigures {
        for thread in threads { thread.join() }
        return ends.reduce(EchoFigures()) { $0 + $1.take() }
    }
}
