/// Finds and reads the stamps of received messages: one for each worker, or each kind of session.
///
/// A stamp is found by either of its ends, or, where both are damaged, by their remains at the place where the last one
/// stood. It is missed only where more than half of both ends is gone, or the message is cut off before them.
package struct StampReader: Sendable {
    private let run: UInt32
    /// Where the last stamp stood, which is where most others stand.
    private var place = 0

    /// - Parameter run: that of the stamps to be read.
    package init(run: UInt32) {
        self.run = run
    }

    /// Reads the stamp of a message.
    ///
    /// - Parameter message: its whole payload.
    /// - Returns: what it says, where there is one.
    package mutating func read(_ message: RawSpan) -> StampReading {
        guard message.byteCount >= 8 else { return .none }
        if !begins(message, at: place) {
            guard let found = find(StampText.opening, in: message) else { return readRemains(message) }
            place = found
        }
        guard place + StampText.width <= message.byteCount, let stamp = StampText.read(message, at: place) else {
            return .damaged
        }
        guard stamp.run == run else { return .otherRun }
        let isIntact = StampText.word(StampText.closing) == message.littleEndian64(at: place + 80)
        return .stamped(stamp, isIntact: isIntact)
    }

    /// Holds a message against the check in its stamp.
    ///
    /// - Parameter message: the one whose stamp was read last, and is intact.
    /// - Returns: whether all around the stamp is as it was sent. Not so where the server put it into another.
    package func isWhole(_ message: RawSpan) -> Bool {
        let stamp = place..<(place + StampText.width)
        guard stamp.upperBound <= message.byteCount else { return false }
        return StampText.around(message, at: place) == StampText.check(around: stamp, in: message)
    }

    private func begins(_ message: RawSpan, at place: Int) -> Bool {
        place + 8 <= message.byteCount && message.littleEndian64(at: place) == StampText.word(StampText.opening)
    }

    private func find(_ text: StaticString, in message: RawSpan) -> Int? {
        unsafe message.firstOffset(of: RawSpan(_unsafeStart: text.utf8Start, byteCount: text.utf8CodeUnitCount))
    }

    /// What a message without the beginning of a stamp is.
    private func readRemains(_ message: RawSpan) -> StampReading {
        if let closing = find(StampText.closing, in: message) {
            // Only the beginning is damaged: who sent the message can still be known.
            let start = closing - 80
            if start >= 0, let stamp = StampText.read(message, at: start) {
                return stamp.run == run ? .stamped(stamp, isIntact: false) : .otherRun
            }
            return .damaged
        }
        guard place + StampText.width <= message.byteCount else { return .none }
        let likeness =
            likeness(message, at: place, StampText.opening) + likeness(message, at: place + 80, StampText.closing)
        return likeness >= 8 ? .damaged : .none
    }

    /// How many of eight bytes are those of `text`.
    private func likeness(_ message: RawSpan, at place: Int, _ text: StaticString) -> Int {
        var count = 0
        for index in 0..<8 where unsafe message.byte(at: place + index) == text.utf8Start[index] { count += 1 }
        return count
    }
}
