import Scenario

/// What is done wrong, and what the server should make of it.
package struct FaultOperands: Sendable {
    /// The fault.
    package var fault: Fault
    /// Nil: the script goes on at once.
    package var expectation: CloseOperands?
}
