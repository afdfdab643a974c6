import Dispatch
import Metrics
import NetworkIO
import Synchronization

/// What a worker hands over to the collector.
enum Delivery: Sendable {
    /// All that was recorded within one second and one phase, for each kind of session.
    case interval([WorkerInterval], phase: Phase, second: Int)
    /// What is in no row and in no window: ``KindState/leftovers``.
    case leftovers([WorkerInterval])
    /// All of the worker's sessions that are there by plan at the end of the warm-up are there, or have failed.
    case reachedTarget(worker: Int)
    /// The worker has come to its end.
    case finished(WorkerUsage)
}

/// What a worker used of the machine, and how busy its plan kept it.
struct WorkerUsage: Sendable {
    var index: Int
    /// From the first connect to the last close.
    var cpu: Nanoseconds
    /// When the measured window began and ended for this worker; 0 where it did not come so far.
    var windowStart: Nanoseconds = 0
    var windowEnd: Nanoseconds = 0
    var windowCPU: Nanoseconds = 0
    /// Time in the window for which the thread could have run and was given no core.
    var windowStarved: Nanoseconds = 0
    /// Bytes that the thread allocated in the window, but for the hand-over of figures; nil where they are not counted.
    var windowAllocated: Int?
    /// Messages of the window that were skipped because the peer's slowness, or a frame that was written slowly on
    /// purpose, held them back to the end.
    var skippedHeldBack = 0
    /// Messages of the window that were skipped because their script waited for something up to the end: for a slow
    /// server, or for this worker to read what had come.
    var skippedAwaiting = 0
    /// Messages whose reply never came, though their session stayed open for it, where replies are matched by their order
    /// alone.
    var repliesLost = 0
    /// Iterations that were begun in the window.
    var iterationsBegun = 0
    /// Connects of sessions that try to come back, or tried to come once more.
    var returns = 0
    /// Handshakes that the server refused where it was to refuse them, with whatever status.
    var refusals = 0
    /// Whether its last session was gone before the plan's end.
    var endedEarly = false
    /// Sessions of the short form whose connection ended otherwise than by their plan, and who had no other.
    var sessionsLost = 0
    /// Bytes that the thread held for its sessions when the window began, and how many these were.
    var heldBytes = 0
    var heldSessions = 0
    /// Places for messages in flight, summed over the window's time, in the closed model: messages times nanoseconds.
    var placeTime: Double = 0
}

/// The collector's inbox.
final class DeliveryBox: Sendable {
    private let box = Mutex<[Delivery]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    func put(_ delivery: Delivery) {
        box.withLock { $0.append(delivery) }
        arrivals.signal()
    }

    /// All that has come; waits for the first up to a deadline on the monotonic clock.
    func take(until deadline: Nanoseconds) -> [Delivery] {
        let patience = max(0, deadline - MonotonicClock.now())
        _ = arrivals.wait(timeout: .now() + .nanoseconds(Int(patience)))
        return box.withLock { deliveries in
            defer { deliveries.removeAll() }
            return deliveries
        }
    }
}
