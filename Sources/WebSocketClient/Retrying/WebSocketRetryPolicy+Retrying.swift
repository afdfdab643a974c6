import Logging

extension WebSocketRetryPolicy {
    /// Tries until it goes well, with the policy's delays between.
    ///
    /// - Parameters:
    ///   - shouldRetry: which errors another try may mend; by default those of `isTransient`.
    ///   - logger: is told of each try that failed and is followed by another, at the level `info`, because nobody else
    ///     has to be; the keys stand at `WebSocketClientConfiguration.logger`. Default nil: nothing is logged.
    ///   - onRetry: is told the number of the try that failed, its error, and the delay that follows; default nothing.
    ///   - operation: is called with the number of the try, from 1. Whatever it had begun, it begins anew.
    /// - Returns: what the operation returned.
    /// - Throws: the error of the last try; `CancellationError` where the task is cancelled in a delay.
    nonisolated(nonsending) public func retrying<Result>(
        shouldRetry: (any Error) -> Bool = WebSocketRetryPolicy.isTransient,
        logger: Logger? = nil,
        onRetry: (_ attempt: Int, _ error: any Error, _ delay: Duration) -> Void = { _, _, _ in },
        operation: nonisolated(nonsending) (_ attempt: Int) async throws -> Result
    ) async throws -> Result {
        var attempt = 1
        while true {
            let begin = ContinuousClock.now
            do {
                return try await operation(attempt)
            } catch {
                if ContinuousClock.now - begin >= resetAfter { attempt = 1 }
                guard shouldRetry(error), !Task.isCancelled, attempt < attempts ?? .max else { throw error }
                let delay = delay(after: attempt, random: .random(in: 0...1))
                logger?.info(
                    "trying again after an error", metadata: WebSocketRetryPolicy.logged(attempt, error, delay))
                onRetry(attempt, error, delay)
                try await Task.sleep(for: delay)
                attempt += 1
            }
        }
    }

    private static func logged(_ attempt: Int, _ error: any Error, _ delay: Duration) -> Logger.Metadata {
        // Of an error of the user's own only the type is sure to hold no secret.
        let metadata = (error as? WebSocketError)?.logged ?? ["ws.error": "\(type(of: error))"]
        return metadata.merging(["ws.attempt": "\(attempt)", "ws.delay": "\(delay)"]) { $1 }
    }
}
