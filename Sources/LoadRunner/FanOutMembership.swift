import Script

/// A session's time in a fan-out group: what it is to receive of what is sent to the group, and how much of that came.
struct FanOutMembership {
    /// The part of it that concerns the messages in the figures, or the others.
    struct Share {
        /// The first message that is the member's, by its number in the group.
        private let first: UInt64
        /// The first behind the last; nil as long as the session is a member.
        private var end: UInt64?
        /// The number of the message that came last, by which the lowest bits of others are filled up.
        private var latest: UInt64
        private var received: UInt64 = 0

        init(first: UInt64) {
            self.first = first
            latest = first
        }

        mutating func close(at number: UInt64) { end = number }

        /// Whether the message with these lowest bits of its number is the member's.
        mutating func holds(_ bits: UInt32) -> Bool {
            let width = UInt32(32 - Stamp.numberBits)
            let distance = Int32(bitPattern: (bits &- UInt32(truncatingIfNeeded: latest)) << width) >> Int32(width)
            let number = Int64(latest) + Int64(distance)
            guard number >= Int64(first), number < end.map({ Int64($0) }) ?? .max else { return false }
            latest = UInt64(number)
            return true
        }

        mutating func take() { received += 1 }

        /// What has not come of what was sent before the message with this number. What came later is counted in with
        /// what came, so that it may be more.
        func missing(before number: UInt64) -> Int {
            let sent = min(end ?? number, number)
            return sent > first + received ? Int(sent - first - received) : 0
        }
    }

    let group: UInt8
    /// How its messages come, by its index in the program.
    let wrapping: UInt16
    private(set) var isMember = true
    var measured: Share
    var rest: Share

    init(of group: Int, wrapping: Int = 0, from numbers: FanOutGroup.Numbers) {
        self.group = UInt8(group)
        self.wrapping = UInt16(wrapping)
        measured = Share(first: numbers.measured)
        rest = Share(first: numbers.rest)
    }

    /// The session is no member any more: what is sent from these numbers on is not for it.
    mutating func end(at numbers: FanOutGroup.Numbers) {
        isMember = false
        measured.close(at: numbers.measured)
        rest.close(at: numbers.rest)
    }

    mutating func holds(_ stamp: Stamp) -> Bool {
        stamp.isMeasured ? measured.holds(stamp.number) : rest.holds(stamp.number)
    }

    /// A message came that had not come before.
    mutating func take(isMeasured: Bool) {
        if isMeasured { measured.take() } else { rest.take() }
    }

    /// What was sent while the session was a member and has not come; it is one no more.
    var missing: (measured: Int, rest: Int) { (measured.missing(before: .max), rest.missing(before: .max)) }

    /// How much of that may have been on its way when the connection ended: neither is it old, which is what was sent
    /// before `numbers` of the group, nor has a younger message of the same sender come. There are `overtaken` of which
    /// one has.
    func unfinished(since numbers: FanOutGroup.Numbers, overtaken: Int) -> (measured: Int, rest: Int) {
        let missing = missing
        let lostMeasured = min(missing.measured, max(measured.missing(before: numbers.measured), overtaken))
        let lostRest = min(missing.rest, max(rest.missing(before: numbers.rest), overtaken - lostMeasured))
        return (missing.measured - lostMeasured, missing.rest - lostRest)
    }
}
