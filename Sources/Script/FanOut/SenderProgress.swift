/// What came of one sender's messages: all below a number, but for what is missing.
struct SenderProgress {
    /// How a message comes after those before it.
    enum Order { case inOrder, late, known }

    /// One more than the highest number that came.
    private var next: UInt64 = 0
    /// The number that came first.
    private var first: UInt32?
    /// Below `next`, ascending.
    private(set) var missing: [Range<UInt32>] = []

    /// What did not come between what did.
    var overtakenCount: Int {
        missing.reduce(0) { $1.lowerBound >= first ?? 0 ? $0 + $1.count : $0 }
    }

    /// Notes that a message came.
    mutating func take(_ sequence: UInt32) -> Order {
        if first == nil { first = sequence }
        if sequence >= next {
            if sequence > next { missing.append(UInt32(next)..<sequence) }
            next = UInt64(sequence) + 1
            return .inOrder
        }
        guard let index = indexOfMissing(sequence) else { return .known }
        let gap = missing[index]
        switch (gap.lowerBound == sequence, gap.upperBound == sequence + 1) {
        case (true, true): missing.remove(at: index)
        case (true, false): missing[index] = (sequence + 1)..<gap.upperBound
        case (false, true): missing[index] = gap.lowerBound..<sequence
        case (false, false):
            missing[index] = gap.lowerBound..<sequence
            missing.insert((sequence + 1)..<gap.upperBound, at: index + 1)
        }
        return .late
    }

    /// The range that holds `sequence`, by halves.
    private func indexOfMissing(_ sequence: UInt32) -> Int? {
        var low = 0
        var high = missing.count
        while low < high {
            let middle = (low + high) / 2
            if missing[middle].upperBound <= sequence { low = middle + 1 } else { high = middle }
        }
        return low < missing.count && missing[low].contains(sequence) ? low : nil
    }
}
