import Synchronization
import Testing

/// How much of the machine a test may use: few tests run beside each other, and some only alone, so that no test
/// disturbs what another one measures.
struct MachineShare: TestTrait, SuiteTrait, TestScoping {
    private static let capacity = 3
    private static let gate = Gate(free: capacity)

    private let places: Int

    /// Beside others.
    static let part = MachineShare(places: 1)
    /// Alone among the integration tests.
    static let whole = MachineShare(places: capacity)

    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        // A suite itself does nothing; its tests come one by one.
        guard testCase != nil else { return try await function() }
        await MachineShare.gate.enter(places)
        defer { MachineShare.gate.leave(places) }
        try await function()
    }
}

extension Trait where Self == MachineShare {
    static var partOfMachine: Self { .part }
    static var wholeMachine: Self { .whole }
}

/// Places that are taken and given back, first come first served. Who wants them all comes last: no place stays empty until
/// the others have been given back.
private final class Gate: Sendable {
    private struct State {
        var free: Int
        var waiting: [(places: Int, go: CheckedContinuation<Void, Never>)] = []
    }

    private let state: Mutex<State>

    init(free: Int) { state = Mutex(State(free: free)) }

    func enter(_ places: Int) async {
        await withCheckedContinuation { go in
            state.withLock { $0.waiting.append((places, go)) }
            admit()
        }
    }

    func leave(_ places: Int) {
        state.withLock { $0.free += places }
        admit()
    }

    private func admit() {
        let admitted = state.withLock { state in
            var admitted: [CheckedContinuation<Void, Never>] = []
            while let next = state.waiting.indices.min(by: { state.waiting[$0].places < state.waiting[$1].places }),
                state.waiting[next].places <= state.free
            {
                state.free -= state.waiting[next].places
                admitted.append(state.waiting.remove(at: next).go)
            }
            return admitted
        }
        for go in admitted { go.resume() }
    }
}
