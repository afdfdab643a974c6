import Glibc
import Synchronization

/// A number that several threads change.
final class Counter: Sendable {
    private let number = Atomic<Int>(0)
    var value: Int { number.load(ordering: .sequentiallyConsistent) }

    func add(_ amount: Int = 1) { number.add(amount, ordering: .sequentiallyConsistent) }
}

/// On a thread of a test's own.
func sleepBriefly() { usleep(2000) }
