/// One way in which sessions ended: the close code (RFC 6455, section 7.1.5) and who began.
package struct CloseKind: Hashable, Sendable {
    /// 1005 for a close frame without a code, 1006 where none came.
    package var code: UInt16
    /// Who began.
    package var initiator: CloseInitiator

    package init(code: UInt16, initiator: CloseInitiator) {
        self.code = code
        self.initiator = initiator
    }
}
