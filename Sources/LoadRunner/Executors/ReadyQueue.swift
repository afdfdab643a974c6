import NetworkIO

/// VUs whose next iteration is due, in the order in which they came to that.
struct ReadyQueue {
    private var entries: [(place: Int, due: Nanoseconds)] = []
    private var head = 0

    var isEmpty: Bool { head == entries.count }

    mutating func append(_ place: Int, due: Nanoseconds) { entries.append((place, due)) }

    mutating func removeFirst() -> (place: Int, due: Nanoseconds)? {
        guard !isEmpty else { return nil }
        defer {
            head += 1
            // The queue may never be empty: what was taken makes room once it is the greater part.
            if head > entries.count / 2 {
                entries.removeFirst(head)
                head = 0
            }
        }
        return entries[head]
    }

    mutating func removeAll() {
        entries.removeAll()
        head = 0
    }
}
