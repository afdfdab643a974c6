import Testing
import WebSocketClient

@Suite(.timeLimit(.minutes(1))) struct WebSocketRetryPolicyTests {
    private static let lost = WebSocketError.abnormalEnd(.init(cause: .ended, problem: "ended", lastBytes: []))

    /// Without delays.
    private var hurried: WebSocketRetryPolicy {
        var policy = WebSocketRetryPolicy()
        policy.firstDelay = .zero
        return policy
    }

    @Test(arguments: [(1, 500), (2, 1000), (3, 2000), (6, 16_000), (7, 30_000), (1000, 30_000), (.max, 30_000)])
    func delaysGrowToTheirLimit(attempt: Int, milliseconds: Int) {
        #expect(WebSocketRetryPolicy().delay(after: attempt, random: 0) == .milliseconds(milliseconds))
    }

    @Test func chanceTakesItsShare() {
        var policy = WebSocketRetryPolicy()
        #expect(policy.delay(after: 1, random: 1) == .milliseconds(250))
        #expect(policy.delay(after: 7, random: 0.5) == .milliseconds(22_500))
        policy.jitter = 0
        #expect(policy.delay(after: 1, random: 1) == .milliseconds(500))
    }

    @Test func numbersBeyondAllBoundsMakeADelay() {
        var policy = WebSocketRetryPolicy()
        policy.longestDelay = .seconds(Int64.max)
        #expect(policy.delay(after: 1000, random: 0) == .nanoseconds(Int64.max))
        policy.jitter = 3
        #expect(policy.delay(after: 1000, random: 1) == .zero)
        policy.jitter = -3
        #expect(policy.delay(after: 1, random: 1) == .milliseconds(500))
        policy.factor = .infinity
        #expect(policy.delay(after: 3, random: 0) == .nanoseconds(Int64.max))
        policy.factor = .nan
        #expect(policy.delay(after: 3, random: 0) == .milliseconds(500))
    }

    @Test func aFactorOfOneKeepsTheDelay() {
        var policy = WebSocketRetryPolicy()
        policy.factor = 1
        #expect(policy.delay(after: 50, random: 0) == .milliseconds(500))
    }

    @Test func triesUntilItGoesWell() async throws {
        var seen: [Int] = []
        let result = try await hurried.retrying(onRetry: { attempt, _, _ in seen.append(attempt) }) { attempt in
            guard attempt == 3 else { throw Self.lost }
            return "open"
        }
        #expect(result == "open")
        #expect(seen == [1, 2])
    }

    @Test func theLastErrorIsThrown() async {
        var tries = 0
        await #expect(throws: Self.lost) {
            try await hurried.retrying { _ in
                tries += 1
                throw Self.lost
            }
        }
        #expect(tries == 5)
    }

    @Test func whatAnotherTryDoesNotMendIsThrownAtOnce() async {
        var tries = 0
        await #expect(throws: WebSocketError.clientClosed) {
            try await hurried.retrying { _ in
                tries += 1
                throw WebSocketError.clientClosed
            }
        }
        #expect(tries == 1)
    }

    @Test func aLongTryCountsAsASuccess() async {
        var policy = hurried
        policy.attempts = 2
        policy.resetAfter = .zero
        var tries = 0
        await #expect(throws: WebSocketError.clientClosed) {
            try await policy.retrying { _ in
                tries += 1
                throw tries < 10 ? Self.lost : .clientClosed
            }
        }
        #expect(tries == 10)
    }

    @Test func aCancelledTaskWaitsNoLonger() async throws {
        let waits = Gate()
        let task = Task {
            var policy = WebSocketRetryPolicy()
            policy.firstDelay = .seconds(3600)
            policy.longestDelay = .seconds(3600)
            try await policy.retrying(onRetry: { _, _, _ in waits.open() }) { _ in throw Self.lost }
        }
        try await waits.passed()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test(arguments: [
        (1000, false), (1001, true), (1008, false), (1011, false), (1012, true), (1013, true), (4000, false),
    ])
    func closesAreTriedAgainByTheirCode(code: UInt16, isTransient: Bool) {
        let reason = CloseReason(CloseReason.Code(rawValue: code))
        #expect(WebSocketRetryPolicy.isTransient(WebSocketError.closed(reason: reason)) == isTransient)
        #expect(!WebSocketRetryPolicy.isTransient(WebSocketError.closed(reason: nil)))
    }

    @Test(arguments: [("tls-reset", true), ("tls-errno-110", true), ("tls-expired", false), ("tls-failed", false)])
    func failuresOfTLSAreTriedAgainByTheirKind(kind: String, isTransient: Bool) {
        #expect(WebSocketRetryPolicy.isTransient(WebSocketError.tls(kind: kind, problem: "")) == isTransient)
    }

    @Test(arguments: [(503, true), (429, true), (401, false), (404, false)])
    func refusalsAreTriedAgainByTheirStatus(status: Int, isTransient: Bool) {
        let error = WebSocketError.refused(.init(status: status, reason: "", headers: [], body: ""))
        #expect(WebSocketRetryPolicy.isTransient(error) == isTransient)
        #expect(!WebSocketRetryPolicy.isTransient(CancellationError()))
    }
}
