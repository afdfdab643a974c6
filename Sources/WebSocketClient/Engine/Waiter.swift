/// A task that waits for something of a loop, resumed exactly once, whatever comes first: the thing or its cancelling.
///
/// Confined to the loop's thread from the moment at which it is made known there, which is what `@unchecked Sendable`
/// stands for: the task that made it does not touch it, and its cancelling goes through the loop's queue.
final class Waiter<Value: Sendable>: @unchecked Sendable {
    @safe private enum State {
        case made
        case waiting(UnsafeContinuation<Value, Never>)
        /// Resumed before it began to wait.
        case early(Value)
        case resumed
    }

    private var state = State.made

    /// Whether it is still to be resumed.
    var isPending: Bool {
        switch state {
        case .made, .waiting: true
        case .early, .resumed: false
        }
    }

    func begin(_ continuation: UnsafeContinuation<Value, Never>) {
        if case .early(let value) = state {
            state = .resumed
            unsafe continuation.resume(returning: value)
        } else {
            state = unsafe .waiting(continuation)
        }
    }

    /// Only the first time counts.
    func resume(_ value: Value) {
        switch state {
        case .made: state = .early(value)
        case .waiting(let continuation):
            state = .resumed
            unsafe continuation.resume(returning: value)
        case .early, .resumed: break
        }
    }
}
