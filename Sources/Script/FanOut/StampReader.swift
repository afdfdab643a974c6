/// Finds and reads the stamps of received messages: one for each worker, or each kind of session.
///
/// A stamp is found by either of its ends, or, where both are damaged, by their remains at the place where the last one
/// stood. It is missed only where more than half of both ends is gone, or the message is cut off before them.
package struct StampReader: Sendable {
    /// What of a message must be as it was sent.
    package enum Coverage: Sendable {
        /// All of it: for servers that deliver messages as they are.
        case message
        /// The stamp alone: for servers that put messages into others.
        case stamp
    }

    private let run: UInt32
    private let coverage: Coverage
    /// Where the last stamp stood, which is where most others stand.
    private var place = 0

    /// - Parameters:
    ///   - run: that of the stamps to be read.
    ///   - coverage: default the whole message.
    package init(run: UInt32, coverage: Coverage = .message) {
        self.run = run
        self.coverage = coverage
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
        guard place + StampText.width <= message.byteCount, let text = StampText.read(message, at: place) else {
            return .damaged
        }
        guard text.stamp.run == run else { return .otherRun }
        let stampRange = place..<(place + StampText.width)
        let isIntact =
            StampText.word(StampText.closing) == message.littleEndian64(at: place + 80)
            && (coverage == .stamp || text.around == StampText.check(around: stampRange, in: message))
        return .stamped(text.stamp, isIntact: isIntact)
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
            if start >= 0, let text = StampText.read(message, at: start) {
                return text.stamp.run == run ? .stamped(text.stamp, isIntact: false) : .otherRun
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
