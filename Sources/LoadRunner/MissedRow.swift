import NetworkIO

/// A row of due times whose session has lost its connection: nobody sends what is due in it, which is counted as time
/// goes on.
struct MissedRow {
    /// What the row belongs to in the session's script.
    enum Step: Equatable {
        /// Messages by a schedule, of this kind: the session's own, or that of the step `messages` that it was in.
        case messages(kind: UInt32)
        /// The `pace` with this register.
        case pace(register: Int)
    }

    let step: Step
    /// Whose figures it is in.
    let kind: UInt32
    /// When the message with number 0 was due.
    let start: Nanoseconds
    let interval: Double
    /// Of the next one.
    var number: Int
    /// Of all that were to come.
    let count: Int
    /// Nothing of it is due from here on, whatever the run's end.
    let end: Nanoseconds

    /// The due time of the next one; nil: there is none.
    var next: Nanoseconds? {
        guard number < count else { return nil }
        let due = due(number)
        return due < end ? due : nil
    }

    /// Whether only the run's end ends it.
    var isEndless: Bool { end >= KindPlan.unlimited && count > .max / 2 }

    /// How many numbers, from 0 on, are due before a time and before the row's end.
    func numbers(before time: Nanoseconds) -> Int {
        let time = min(time, end)
        guard time > start else { return 0 }
        let passed = Double(time - start)
        // Far behind the last one the quotient below may be more than any number.
        guard Double(count) * interval > passed else { return count }
        var number = Int(passed / interval)
        while due(number) < time { number += 1 }
        while number > 0, due(number - 1) >= time { number -= 1 }
        return min(number, count)
    }

    /// As the worker reckons while the session is there.
    private func due(_ number: Int) -> Nanoseconds { start + Nanoseconds(Double(number) * interval) }
}
