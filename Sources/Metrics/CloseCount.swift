/// How many sessions ended in one way.
package struct CloseCount: Sendable, Equatable, Codable, Comparable {
    /// The close code (RFC 6455, section 7.1.5): 1005 for a close frame without one, 1006 where none came.
    package var code: UInt16
    /// Who began.
    package var initiator: CloseInitiator
    /// Sessions that ended so, in the whole run.
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
