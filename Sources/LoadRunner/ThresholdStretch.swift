import Metrics

/// The last seconds of what a threshold with a window looks at.
///
/// A queue of two stacks: the older seconds with what they and all after them come to, the newer as they came. A second
/// is merged twice, however long the window is.
struct ThresholdStretch {
    let window: Double
    private var older: [(seconds: Double, onward: ThresholdSample)] = []
    private var newer: [ThresholdSample] = []
    private var newerTotal = ThresholdSample()

    init(window: Double) { self.window = window }

    /// How long the kept seconds lasted.
    private var seconds: Double { (older.last?.onward.seconds ?? 0) + newerTotal.seconds }

    /// Whether as many seconds are there as the window has; a second is never exactly one.
    var isFull: Bool { seconds >= window * 0.99 }

    /// All kept seconds together.
    var total: ThresholdSample {
        var total = older.last?.onward ?? ThresholdSample()
        total.merge(later: newerTotal)
        return total
    }

    /// Adds a second, and lets go of those that the window has left behind.
    mutating func append(_ second: ThresholdSample) {
        newer.append(second)
        newerTotal.merge(later: second)
        while let oldest = older.last?.seconds ?? newer.first?.seconds, seconds - oldest >= window * 0.99 {
            removeOldest()
        }
    }

    private mutating func removeOldest() {
        if older.isEmpty {
            for second in newer.reversed() {
                var onward = second
                if let after = older.last?.onward { onward.merge(later: after) }
                older.append((second.seconds, onward))
            }
            newer = []
            newerTotal = ThresholdSample()
        }
        older.removeLast()
    }
}
