/// How many sessions ended in one way.
package struct CloseCount: Sendable, Equatable, Codable, Comparable {
    package var code: UInt16
    package var initiator: CloseInitiator
    package var count: Int

    package init(code: UInt16, initiator: CloseInitiator, count: Int) {
        self.code = code
        self.initiator = initiator
        self.count = count
    }

    /// The most frequent first.
    package static func < (left: CloseCount, right: CloseCount) -> Bool {
        (-left.count, left.code, left.initiator.rawValue) < (-right.count, right.code, right.initiator.rawValue)
    }
}
