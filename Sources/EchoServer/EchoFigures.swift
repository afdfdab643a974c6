/// What an echo service has seen from its start to its end.
package struct EchoFigures: Sendable, Equatable {
    /// Clients whose opening handshake succeeded.
    package internal(set) var sessions = 0
    /// Opening handshakes that were refused, or that clients left in the middle.
    package internal(set) var refused = 0
    /// Handshakes of TLS that failed, by the kind of error, such as `tls-protocol-version`.
    package internal(set) var tlsFailures: [String: Int] = [:]

    static func + (left: EchoFigures, right: EchoFigures) -> EchoFigures {
        var sum = left
        sum.sessions += right.sessions
        sum.refused += right.refused
        sum.tlsFailures.merge(right.tlsFailures, uniquingKeysWith: +)
        return sum
    }
}
