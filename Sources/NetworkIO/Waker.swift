/// Ends a wait from another thread.
package struct Waker: Sendable {
    let eventDescriptor: Int32

    /// Ends the current wait or, when there is none, the next one.
    package func wake() { SystemCalls.signal(eventDescriptor) }
}
