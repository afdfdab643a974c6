import Dispatch
import Glibc

/// Turns Ctrl-C and SIGTERM into calls, on a thread of their own.
final class StopSignals {
    private let sources: [any DispatchSourceSignal]

    init(_ stop: @escaping @Sendable () -> Void) {
        // A reader of our output that goes away must not end us either.
        signal(SIGPIPE, SIG_IGN)
        // Nor must a limit on the size of files; the write that meets it fails and is told.
        signal(SIGXFSZ, SIG_IGN)
        let queue = DispatchQueue(label: "signals")
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler(handler: stop)
            source.resume()
            return source
        }
    }

    /// Leaves the signals to the system again.
    func cancel() {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
