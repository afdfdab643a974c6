import Metrics

/// What a run has to say while it goes on.
package enum RunEvent: Sendable {
    /// Seconds that are complete, in order.
    case rows([TimeSeriesRow])
    /// The run as it stands, several times a second.
    case progress(ProgressSnapshot)
    /// The result as it stands, once a second.
    case checkpoint(RunResult)
}

/// Why a run could not begin.
package enum RunFailure: Error, Sendable, CustomStringConvertible {
    case workers(String)
    case embeddedServer(String)
    case request(String)
    case tls(String)
    case script(String)

    package var description: String {
        switch self {
        case .workers(let reason): "cannot start the workers: \(reason)"
        case .embeddedServer(let reason): "cannot start the embedded server: \(reason)"
        case .tls(let reason): "cannot prepare TLS: \(reason)"
        case .request(let reason): "cannot build the opening request: \(reason)"
        case .script(let reason): "cannot prepare a script: \(reason)"
        }
    }
}
