extension WebSocketRetryPolicy {
    /// Tries until it goes well, with the policy's delays between.
    ///
    /// - Parameters:
    ///   - shouldRetry: which errors another try may mend; by default those of `isTransient`.
    ///   - onRetry: is told the number of the try that failed, its error, and the delay that follows; default nothing.
    ///   - operation: is called with the number of the try, from 1. Whatever it had begun, it begins anew.
    /// - Returns: what the operation returned.
    /// - Throws: the error of the last try; `CancellationError` where the task is cancelled in a delay.
    nonisolated(nonsending) public func retrying<Result>(
        shouldRetry: (any Error) -> Bool = WebSocketRetryPolicy.isTransient,
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
                onRetry(attempt, error, delay)
                try await Task.sleep(for: delay)
                attempt += 1
            }
        }
    }
}
