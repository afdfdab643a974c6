/// Ends a wait from another thread.
///
/// Owns its descriptor, because other threads may hold it longer than the engine lives: a wake that comes too late must
/// not be written into whatever has been opened under the same number since.
package final class Waker: Sendable {
    let eventDescriptor: Int32

    /// - Parameter eventDescriptor: is closed with the waker.
    init(eventDescriptor: Int32) { self.eventDescriptor = eventDescriptor }

    deinit { SystemCalls.close(eventDescriptor) }

    /// Ends the current wait or, when there is none, the next one.
    package func wake() { SystemCalls.signal(eventDescriptor) }
}
