import Dispatch
import Synchronization

/// One value that one thread gives to another, which waits for it.
package final class Handover<Value: Sendable>: Sendable {
    private let slot = Mutex<Value?>(nil)
    private let given = DispatchSemaphore(value: 0)

    package init() {}

    /// Gives the value. Once.
    package func give(_ value: Value) {
        slot.withLock { $0 = value }
        given.signal()
    }

    /// Waits for the value. Once.
    package func take() -> Value {
        while true {
            given.wait()
            if let value = slot.withLock({ $0 }) { return value }
        }
    }
}
